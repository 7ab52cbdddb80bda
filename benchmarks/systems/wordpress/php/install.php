<?php
/* install.php WWW PAPER: an empty WordPress, as the famous five minutes leave it. */
[, $www, $paper] = $argv;
define('WP_INSTALLING', true);
$paper = json_decode(file_get_contents($paper), true);
$_SERVER += ['HTTP_HOST' => 'localhost', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1'];

/* The site sends no mail. */
function wp_new_blog_notification() {
}

preg_match('/localhost:([^"]+)"/', file_get_contents("$www/wp-config.php"), $socket);
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$db = new mysqli('localhost', 'root', '', '', 0, stripslashes($socket[1]));
$db->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci');
$db->close();

require "$www/wp-load.php";
require ABSPATH . 'wp-admin/includes/upgrade.php';
$locale = $paper['variant']['locale'];
if ($locale) {
    load_default_textdomain($locale);
    $wp_locale = new WP_Locale();
}
wp_install($paper['name'], 'editor', 'desk@example.com', true, '', 'not-a-secret', $locale);

/* Here, because the next run's rewrite rules come from what stands in the settings when it begins. */
update_option('permalink_structure', $paper['variant']['permalinks']);
