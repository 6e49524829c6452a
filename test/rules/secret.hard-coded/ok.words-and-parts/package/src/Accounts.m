- (NSString *) passwordFor: (id) context
{
  userPassword = [[self authenticatorInContext: context] passwordInContext: context];
  return [self login: user password: pwd];
}
