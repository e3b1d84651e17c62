# moto, which answers as AWS does, where this machine has none and pip cannot get it. Part of tests/lab: only its root and its
# Python are wanted (tests/aws/moto), as no data of it is kept.
moto_suite() {
    case $VERSION in
    5.1) echo trixie ;;
    *) die "no Debian release has moto $VERSION: choose 5.1" ;;
    esac
}

moto_packages() { echo "python3-moto,python3-flask,python3-flask-cors,python3-cryptography,python3-joserfc,python3-xmltodict,python3-yaml"; }

moto_root_hooks() {
    cat <<'HOOKS'
--customize-hook=echo "moto:x:990:990::/srv:/usr/sbin/nologin" >>"$1/etc/passwd"
--customize-hook=chroot "$1" python3 -c "import moto.server"
HOOKS
}

moto_root_finish() { :; }
moto_is_here() { false; }
moto_bin() { echo /usr/bin; }
