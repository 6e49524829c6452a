class Secure {
    private static final String PASSWORD_BASED_KEY_DERIVATION_FUNCTION_2 = "PBKDF2";
}
