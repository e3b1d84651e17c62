# The worker: one binary and the libraries it is linked with.
#
#   docker build -t understudy --build-arg VERSION=1.2.3 .
#   docker run --rm --read-only --cap-drop ALL -v ./job.yaml:/job.yaml:ro understudy plan --job /job.yaml
#
# It writes nowhere, so the root file system may be read-only; give it a tmpfs on /tmp if a job keeps
# artifacts there. TLS to a database is checked against the authorities in the file that PGSSLROOTCERT
# names. For RDS and Aurora mount Amazon's bundle, which Debian's does not contain:
#
#   -v ./global-bundle.pem:/etc/ssl/rds.pem:ro -e PGSSLROOTCERT=/etc/ssl/rds.pem
#
# For MySQL and MariaDB the variable is SSL_CERT_FILE.

# Any Debian from 12 on: the names of its packages are asked of it, not written here.
ARG BASE=debian:trixie-slim

FROM ${BASE} AS build
WORKDIR /src
# The list of what a build needs stands once, in there.
COPY tests/lab tests/lab
RUN tests/lab deps build
COPY Makefile ./
COPY schema schema
COPY ddl ddl
COPY data data
COPY worker worker
# Without one, the version is what the Makefile says.
ARG VERSION
RUN make -j"$(nproc)" ${VERSION:+"VERSION=$VERSION"} && make install PREFIX=/usr/local DESTDIR=/out
# Which packages hold the libraries that the binary asks for, under this release's names.
RUN objdump -p /out/usr/local/bin/understudy | awk '$1 == "NEEDED" { print "*/" $2 }' \
    | xargs dpkg-query -S | cut -d: -f1 | sort -u > /runtime-packages

FROM ${BASE} AS runtime
ARG DEBIAN_FRONTEND=noninteractive
COPY --from=build /runtime-packages /usr/share/understudy/runtime-packages
RUN apt-get -o Acquire::Retries=3 -q update \
    && apt-get -o Acquire::Retries=3 -qy --no-install-recommends install \
        ca-certificates $(cat /usr/share/understudy/runtime-packages) \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/* \
    && echo 'understudy:x:10001:10001::/nonexistent:/usr/sbin/nologin' >> /etc/passwd \
    && echo 'understudy:x:10001:' >> /etc/group
COPY --from=build /out/ /

# What is in the image, as SPDX. A stage of its own: jq shall be neither in the list nor in the image.
FROM runtime AS sbom
ARG DEBIAN_FRONTEND=noninteractive
RUN dpkg-query -W -f '${Package} ${Version} ${Architecture}\n' > /packages \
    && apt-get -o Acquire::Retries=3 -q update \
    && apt-get -o Acquire::Retries=3 -qy --no-install-recommends install jq
RUN jq -nR --arg version "$(understudy --version | awk '{ print $NF }')" \
    --arg release "$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")" \
    --arg uuid "$(cat /proc/sys/kernel/random/uuid)" --arg now "$(date -u +%Y-%m-%dT%H:%M:%SZ)" ' \
    def package($id; $name; $version; $purl): { \
        SPDXID: $id, name: $name, versionInfo: $version, downloadLocation: "NOASSERTION", \
        filesAnalyzed: false, licenseConcluded: "NOASSERTION", licenseDeclared: "NOASSERTION", \
        copyrightText: "NOASSERTION", externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", \
            referenceType: "purl", referenceLocator: $purl }] }; \
    def debian: split(" ") | package("SPDXRef-deb-" + (.[0] | gsub("[^a-zA-Z0-9.-]"; "-plus")); .[0]; .[1]; \
        "pkg:deb/debian/\(.[0] | @uri)@\(.[1] | @uri)?arch=\(.[2])&distro=\($release)"); \
    [inputs | debian] as $debs | { \
        spdxVersion: "SPDX-2.3", dataLicense: "CC0-1.0", SPDXID: "SPDXRef-DOCUMENT", \
        name: "understudy-\($version)", documentNamespace: "urn:uuid:\($uuid)", \
        creationInfo: { created: $now, creators: ["Tool: understudy-Dockerfile"] }, \
        packages: ([package("SPDXRef-understudy"; "understudy"; $version; "pkg:generic/understudy@\($version | @uri)") \
            | .licenseDeclared = "Apache-2.0"] + $debs), \
        relationships: ([{ spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", \
            relatedSpdxElement: "SPDXRef-understudy" }] + [$debs[] | { spdxElementId: "SPDXRef-understudy", \
            relationshipType: "DEPENDS_ON", relatedSpdxElement: .SPDXID }]) }' /packages > /sbom.spdx.json

FROM runtime
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="understudy" \
    org.opencontainers.image.description="Anonymised, full-scale stand-ins of production databases" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="${VERSION:-unreleased}" \
    org.opencontainers.image.revision="${REVISION:-unknown}" \
    org.understudy.sbom="/usr/share/understudy/sbom.spdx.json"
COPY --from=sbom /sbom.spdx.json /usr/share/understudy/sbom.spdx.json
# A number, so that an orchestrator can see that it is not root.
USER 10001:10001
WORKDIR /
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/understudy"]
