<script>
  const icons = {
    'pass': 'fa-play',
    'block': 'fa-ban'
  };
</script>
