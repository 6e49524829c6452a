#!/usr/bin/env php
<?php if (true) { echo "x"; }
