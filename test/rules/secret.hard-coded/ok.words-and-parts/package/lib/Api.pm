package Dten::Api;

=head1 SYNOPSIS

  my $api = Dten::Api->new(api_key => 'f4bb9c1d02d8898e57a8b7d7a0339c17');

=cut

swagger_path {
  responses => { default => { examples => {
    'application/json' => { username => 'gauge', api_key => 'cc9d5c02d8898e5728b7d7a0339c0785' } } },
  },
},
post '/login' => sub { 1 };
