# What the program is built with on another release of Debian (tests/built-on). Part of tests/lab: only its root is wanted.
release_suite() {
    case $VERSION in
    trixie | sid) echo "$VERSION" ;;
    *) die "the program is built on trixie or sid, not on $VERSION" ;;
    esac
}

# Trixie has MariaDB's client library; on sid MySQL's own is taken. Its client brings what it needs to log in to MariaDB.
release_packages() {
    local list
    list="$(packages build) clang"
    [[ $VERSION != sid ]] || list="${list/libmariadb-dev/libmysqlclient-dev} mysql-client-core"
    echo "${list// /,}"
}

release_root_hooks() {
    cat <<'HOOKS'
--customize-hook=echo "release:x:990:990::/srv:/usr/sbin/nologin" >>"$1/etc/passwd"
HOOKS
}

release_root_finish() { :; }
release_is_here() { false; }
release_bin() { echo /usr/bin; }
