#!/bin/sh
# serve.sh FOLDER HOST:PORT DATABASE-COMMAND...: the database, then the site, until SIGTERM.
folder=$1 address=$2
shift 2
rm -f "$folder/db.sock"
"$@" &
database=$!
end() {
    kill -s TERM -- "-$web" # a session of its own: the server's workers outlive it otherwise
    kill "$database"
    wait
}
trap 'end 2>/dev/null; exit 0' TERM INT
while [ ! -S "$folder/db.sock" ]; do
    kill -0 $database || exit 1
    sleep 0.1
done
PHP_CLI_SERVER_WORKERS=3 setsid php -d opcache.enable_cli=1 -d memory_limit=256M -d display_errors=0 -d log_errors=1 \
    -S "$address" -t "$folder/www" "$folder/router.php" &
web=$!
wait $web
end
