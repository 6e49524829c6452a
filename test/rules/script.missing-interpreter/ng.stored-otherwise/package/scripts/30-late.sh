
#!/bin/bash
set -e
