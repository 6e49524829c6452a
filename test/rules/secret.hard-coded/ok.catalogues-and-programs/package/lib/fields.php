<?php
return $this->compare_fields("password", "password2");
