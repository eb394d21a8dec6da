"""Ids of OSV documents: each starts with its database; one that is not registered is called `x_`."""

import re

REGISTERED = re.compile(
    r"(x_|(ASB-A|PUB-A|ALPINE|ALSA|ALBA|ALEA|AZL|BELL|BIT|CGA|CLEANSTART|CLSA|CURL|CVE|DEBIAN|DHI|DRUPAL|DSA"
    r"|DLA|ELA|DTSA|ECHO|EEF|FreeBSD|GHSA|GO|GSD|HSEC|JLSEC|KUBE|LBSEC|LSN|MAL|MINI|MGASA|OESA|OSEC|OSV"
    r"|openSUSE-SU|PHSA|PSF|PYSEC|RHBA|RHEA|RHSA|RLSA|RXSA|RSEC|ROOT|RUSTSEC|SUSE-[SRFO]U|UBUNTU|USN|V8)-)"
)
_OWN = "x_"


def osv_id(tracking_id: str) -> str:
    """The id of an advisory that its publisher tracks as this."""
    return tracking_id if REGISTERED.match(tracking_id) else _OWN + tracking_id


def tracking_id_of(osv: str) -> str:
    """The publisher's own id."""
    return osv.removeprefix(_OWN)
