INSERT INTO `tips` (`id`, `filename`, `path`) VALUES
(21, 'graphs.png', 'images/tips/'),
(22, 'policy_of_pass.png', 'images/tips/');
INSERT INTO `source_user` (`source`, `person`, `enabled`) VALUES
((SELECT `id` FROM `source` WHERE `description`="System&#x20;status"), "admin", 1);
INSERT INTO hook_register (action, function, hook, module) VALUES
(0, 'CheckLogin', (SELECT id FROM hook WHERE name = 'login_password_check_otp' LIMIT 1), 'totp1-step');
