DATABASES = {
    'default': {
        'USER': 'orders',
        'PASSWORD': 't8Vq-61mRz',
    }
}
