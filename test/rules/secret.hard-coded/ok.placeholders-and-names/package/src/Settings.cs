class Settings
{
    private const string PasswordReplacement = "|||%%PREVACMEPASSWD%%|||";
}
