#!/usr/bin/env bash
# How MySQL and MariaDB let somebody in: plugins, keys, TLS; servers that are not there, or not who they should be; passwords
# that nobody ever sees.
cd "$(dirname "$0")/.." && . tests/bad/bad.sh

OURS="My'7-planted-secret" WRONG=no-such-secret IN_URL=Url-planted-secret
declare -A NAMES=([mysql]=$SERVER-mysql [mariadb]=$SERVER-mariadb) URLS HOST_PORT CA
for product in mysql mariadb; do
    version=9.7
    [[ $product == mysql ]] || version=11.8
    start_server "${NAMES[$product]}" $product $version --password "$OURS" --tls
    URLS[$product]=$(lab url "${NAMES[$product]}" shop)
    CA[$product]=${URLS[$product]#*ssl-ca=}
    HOST_PORT[$product]=${URLS[$product]#*@} HOST_PORT[$product]=${HOST_PORT[$product]%%/*}
    lab sql "${NAMES[$product]}" mysql -e 'CREATE DATABASE shop; CREATE TABLE shop.film (id int PRIMARY KEY, title varchar(40))'
done
on() { lab sql "${NAMES[$1]}" mysql -N -B -e "$2"; } # PRODUCT SQL

export RIGHT_PASSWORD=$OURS WRONG_PASSWORD=$WRONG CLEAR_PASSWORD=Clear-planted-secret
echo "$OURS" >"$WORK/right"
source_job() { # URL [PASSWORD-YAML]
    export UNDERSTUDY_JOB
    UNDERSTUDY_JOB=$(printf '%s\n' "version: 1" "source:" "  url: \"$1\"" "${2:+  password: { $2 \}}" 'connect: { timeout: 2 }')
}
enters() { # NAME URL [PASSWORD-YAML]
    source_job "$2" "${3:-env: RIGHT_PASSWORD}"
    exits 0 "$1" inspect --fingerprint
}
refused() { # EXIT-CODE NAME WHAT REMEDY URL [PASSWORD-YAML]
    source_job "$5" "${6:-env: RIGHT_PASSWORD}"
    mistake "$1" "$2" "source: .*$3" "$4" inspect --fingerprint
}
unwarned() { result "$(grep -c 'warning' "$WORK/err")" "$1: nothing to warn of" "$(<"$WORK/err")"; } # NAME
url() { echo "$1://${3:-admin}@${HOST_PORT[$1]}/shop?$2"; }                                        # PRODUCT PARAMETERS [USER]

# --- TLS -------------------------------------------------------------------------------------------

openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -x509 -days 3 -subj /CN=wrong -keyout "$WORK/wrong.key" \
    -out "$WORK/wrong.crt" 2>/dev/null
for product in mysql mariadb; do
    enters "$product: a private CA" "$(url $product "ssl-ca=${CA[$product]}")"
    unwarned "$product: a private CA"
    SSL_CERT_FILE=${CA[$product]} enters "$product: a private CA by SSL_CERT_FILE" "$(url $product '')"
    enters "$product: the password in a file" "$(url $product "ssl-ca=${CA[$product]}")" "file: $WORK/right"
    for mode in VERIFY_CA REQUIRED; do
        enters "$product: ssl-mode=$mode is obeyed" "$(url $product "ssl-mode=$mode&ssl-ca=${CA[$product]}")"
        says "warning: .*source is not protected by verified TLS: .*ssl-mode=$mode" "$product: ssl-mode=$mode is warned of"
    done
    ONCE=1 refused 78 "$product: a CA that is not the system's" '[Cc]ertificate' 'VERIFY_IDENTITY is the default: name the CA with ssl-ca=FILE' "$(url $product '')"
    refused 78 "$product: the CA of another server" '[Cc]ertificate' 'ssl-ca=FILE' "$(url $product "ssl-ca=$WORK/wrong.crt")"
    ONCE=1 refused 78 "$product: a CA file that is not there" 'SSL|TLS|No such file' 'ssl-ca=FILE' "$(url $product "ssl-ca=$WORK/none.crt")"
    MARIADB_TLS_DISABLE_PEER_VERIFICATION=1 ONCE=1 refused 78 "$product: the environment does not weaken it" '[Cc]ertificate' 'ssl-ca=FILE' \
        "$(url $product "ssl-ca=$WORK/wrong.crt")"
done

# --- Who asks how for a password -------------------------------------------------------------------

on mysql "CREATE USER sha2@'%' IDENTIFIED WITH caching_sha2_password BY '${OURS//\'/\'\'}'; CREATE USER sha256@'%' IDENTIFIED WITH sha256_password BY '${OURS//\'/\'\'}';
    CREATE USER nobody@'%' IDENTIFIED BY ''; CREATE USER in_url@'%' IDENTIFIED BY '$IN_URL';
    GRANT SELECT ON *.* TO sha2@'%', sha256@'%', in_url@'%'"
on mariadb "INSTALL SONAME 'auth_ed25519'; CREATE USER ed@'%' IDENTIFIED VIA ed25519 USING PASSWORD('${OURS//\'/\'\'}');
    CREATE USER native@'%' IDENTIFIED VIA mysql_native_password USING PASSWORD('${OURS//\'/\'\'}'); GRANT SELECT ON *.* TO ed@'%'; GRANT SELECT ON *.* TO native@'%'"
on mysql "SHOW STATUS LIKE 'Caching_sha2_password_rsa_public_key'" | sed 's/^[^-]*//; s/\\n/\n/g' >"$WORK/server.pem"
enters 'caching_sha2_password over TLS' "$(url mysql "ssl-ca=${CA[mysql]}" sha2)"
on mysql 'FLUSH PRIVILEGES' # what the server keeps of a password after a login would do
enters 'caching_sha2_password by the key that the server sends' "$(url mysql 'ssl-mode=DISABLED&get-server-public-key=true' sha2)"
says 'warning: .*not protected by verified TLS: no TLS \(ssl-mode=DISABLED\)' 'no TLS is warned of'
on mysql 'FLUSH PRIVILEGES'
enters 'caching_sha2_password by a key in a file' "$(url mysql "ssl-mode=DISABLED&server-public-key-path=$WORK/server.pem" sha2)"
enters 'sha256_password over TLS' "$(url mysql "ssl-ca=${CA[mysql]}" sha256)"
if ldd "$UNDERSTUDY" | grep -q libmysqlclient; then # MySQL's own library has no such plugin
    refused 77 'ed25519' 'client_ed25519' "build with MariaDB's library" "$(url mariadb "ssl-ca=${CA[mariadb]}" ed)"
else
    enters 'ed25519' "$(url mariadb "ssl-ca=${CA[mariadb]}" ed)"
    enters 'ed25519 without TLS' "$(url mariadb ssl-mode=DISABLED ed)"
fi
enters 'mysql_native_password' "$(url mariadb "ssl-ca=${CA[mariadb]}" native)"
source_job "$(url mysql "ssl-ca=${CA[mysql]}" "in_url:$IN_URL")"
exits 0 'a password in the URL' inspect --fingerprint
says 'warning: .*password inside a URL.*use password.secret, password.env or password.file' 'a password in the URL: is warned of'

openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -x509 -days 3 -subj /CN=fake -addext subjectAltName=IP:127.0.0.1 \
    -keyout "$WORK/fake.key" -out "$WORK/fake.crt" 2>/dev/null
listen tests/bad/mysql_server.py 8.4.0 version
for mode in REQUIRED VERIFY_CA VERIFY_IDENTITY; do
    refused 78 "ssl-mode=$mode and a server without TLS" "no TLS, which ssl-mode=$mode|SSL|TLS" 'ssl-mode' "mysql://u@127.0.0.1:$PORT/?ssl-mode=$mode"
done
listen tests/bad/mysql_server.py 8.4.0 clear
for mode in VERIFY_CA VERIFY_IDENTITY; do
    refused 78 "ssl-mode=$mode, no TLS and a password in the clear" 'SSL|TLS' 'ssl-mode' "mysql://u@127.0.0.1:$PORT/?ssl-mode=$mode" 'env: CLEAR_PASSWORD'
done
listen tests/bad/mysql_server.py 8.4.0 clear "$WORK/fake.crt" "$WORK/fake.key"
for mode in REQUIRED DISABLED; do
    refused 77 "ssl-mode=$mode and a password in the clear" 'asks for the password itself|plugin not enabled' 'only to a server that' \
        "mysql://u@127.0.0.1:$PORT/?ssl-mode=$mode" 'env: CLEAR_PASSWORD'
done
LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN=1 ONCE=1 refused 77 'the environment does not weaken it' 'asks for the password itself|plugin not enabled' 'only to' \
    "mysql://u@127.0.0.1:$PORT/?ssl-mode=REQUIRED" 'env: CLEAR_PASSWORD'
ONCE=1 refused 77 'a password in the clear to a server that is verified' 'the password came' 'check user and password' \
    "mysql://u@127.0.0.1:$PORT/?ssl-ca=$WORK/fake.crt" 'env: CLEAR_PASSWORD'

for product in mysql mariadb; do
    refused 77 "$product: a wrong password" "Access denied for user 'admin'" 'check user and password' "$(url $product "ssl-ca=${CA[$product]}")" 'env: WRONG_PASSWORD'
    ONCE=1 refused 77 "$product: a user that does not exist" 'Access denied' 'check user and password' "$(url $product "ssl-ca=${CA[$product]}" no_such_user)"
    ONCE=1 refused 78 "$product: a database that does not exist" "Unknown database 'no_such_db'" 'create it, or correct the URL' \
        "${URLS[$product]/\/shop/\/no_such_db}"
done
source_job "${URLS[mysql]}"
mistake 77 'no password' "source: .*Access denied" 'password.env or password.file' inspect --fingerprint

# --- Not a URL -------------------------------------------------------------------------------------

bad_url() { # NAME WHAT URL
    source_job "$3"
    ONCE=1 mistake 78 "$1" "source: .*$2" '[a-z]' inspect --fingerprint
}
bad_url 'a port beyond all ports' 'cannot be read' 'mysql://u@127.0.0.1:99999/d'
bad_url 'a parameter that does not exist' 'parameter "sslmode" is not known' "$(url mysql sslmode=disable)"
like "$(<"$WORK/err")" 'known are ssl-mode, ssl-ca' 'a parameter that does not exist: the known ones are named'
bad_url 'a parameter without value' 'cannot be read' "$(url mysql ssl-mode)"
bad_url 'an unknown ssl-mode' 'ssl-mode' "$(url mysql ssl-mode=PREFERRED)"
bad_url 'a % that is not escaped' 'cannot be read' "mysql://u:50%-half-secret@127.0.0.1/d"
bad_url 'a / that is not escaped' 'cannot be read' "mysql://u:half-secret/x@127.0.0.1/d"
bad_url 'a ? that is not escaped' 'cannot be read' "mysql://u:p?half-secret=x@127.0.0.1/d"
bad_url 'an @ that is not escaped' 'cannot be read' "mysql://u:p@half-secret@127.0.0.1/d"
is_secret 'parts of a password that was not escaped are not repeated' half-secret

# --- Nobody there ----------------------------------------------------------------------------------

in_time() { result $((SECONDS - STARTED > $1)) "$2: it took no longer than $1 s" "it took $((SECONDS - STARTED)) s"; } # SECONDS NAME
CLOSED=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
ONCE=1 refused 69 'a closed port' "127.0.0.1" 'check host, port and firewall; raise connect.timeout' "mysql://u@127.0.0.1:$CLOSED/"
ONCE=1 refused 69 'a host without address' 'no-such-host.example' 'check host' 'mysql://u@no-such-host.example/'
ONCE=1 refused 69 'a socket that is not there' '/none' 'check host' "mysql://u@/?socket=$WORK/none"
for said in nothing close http; do
    listen tests/bad/silent.py $said
    STARTED=$SECONDS
    ONCE=1 refused 69 "a port that says $said" '[a-z]' 'server.s log|check host' "mysql://u@127.0.0.1:$PORT/"
    in_time 6 "a port that says $said"
done
for version in 5.6.51 5.7.8 10.5.29-MariaDB; do
    listen tests/bad/mysql_server.py $version version
    ONCE=1 refused 78 "version $version" 'is older than what' 'MySQL 8.0.21 to 9.x and MariaDB 10.6 to 12.x are supported, MySQL 5.7.9 and newer as a source' "mysql://u@127.0.0.1:$PORT/?ssl-mode=DISABLED"
done
for moment in session query; do
    listen tests/bad/mysql_server.py 8.4.0 $moment
    STARTED=$SECONDS
    ONCE=1 refused 69 "a server that falls silent at its first $moment" 'accepted the login, and then did not answer' 'log' "mysql://u@127.0.0.1:$PORT/?ssl-mode=DISABLED"
    in_time 8 "a server that falls silent at its first $moment"
    UNDERSTUDY_JOB=${UNDERSTUDY_JOB/timeout: 2/timeout: 60}
    start inspect --fingerprint
    sleep 1
    kill -TERM "$PID"
    STARTED=$SECONDS
    finished_with 143 "a server that falls silent at its first $moment: SIGTERM ends it"
    in_time 10 "a server that falls silent at its first $moment, and a stop"
done

# --- Nobody ever sees a password -------------------------------------------------------------------

is_secret 'a password from environment or file is nowhere' "$OURS"
is_secret 'a wrong password is nowhere' "$WRONG"
is_secret 'a password from a URL is nowhere' "$IN_URL"
is_secret 'a password that went in the clear is nowhere' "$CLEAR_PASSWORD"
finish
