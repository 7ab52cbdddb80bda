<?php
/* What the usual rewrite rules do: files as they are, everything else to WordPress (to nobody without permalinks). */
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
$root = $_SERVER['DOCUMENT_ROOT'];
if ($path !== '/' && is_file($root . $path)) {
    return false;
}
if ($path !== '/' && is_file("$root/no-permalinks")) {
    http_response_code(404);
    header('Content-Type: text/html; charset=iso-8859-1');
    echo '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN"><html><head><title>404 Not Found</title></head><body>',
        '<h1>Not Found</h1><p>The requested URL was not found on this server.</p></body></html>';
    return true;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = "$root/index.php";
chdir($root);
require "$root/index.php";
