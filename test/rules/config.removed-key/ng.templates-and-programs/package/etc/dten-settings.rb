external_url 'https://dten.example'
dten['hybrid']['mode'] = 'auto'
