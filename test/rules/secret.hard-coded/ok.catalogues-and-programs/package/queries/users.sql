INSERT INTO users (username, password_login, password, kind)
    VALUES ($1, $2, (CASE WHEN $4 != 'api9' AND $2 THEN crypt($3, gen_salt('bf')) ELSE $3 END), $4);
