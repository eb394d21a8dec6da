"""Messages with a known fate, and the throwaway secret key that they are encrypted to; all of it is public.

Base 64 of binary OpenPGP: a secret key without passphrase that serves nothing else, and messages to it of
which the first is sound, the second was changed (its MDC fails), the third has no protection (RFC 9580 §5.7)
and the fourth holds two texts.
"""

PROBE_KEY = (
    "lFgEZZIAgBYJKwYBBAHaRw8BAQdA8JhHhm6BOQ973Y+dj9tjynHi+vsrhfwspN+tqJD4Aw8AAQDCmB1Xinx2BJ9dKpIkYQfA"
    "Pofy0vn4YcnqU8L92qUN3BFbtB1FbWJhcmdvIHByb2JlIDxwcm9iZUBpbnZhbGlkPoiQBBMWCAA4FiEEPZ1y7qp9Q2iH6f3q"
    "zEgr1AivHWgFAmWSAIACGwMFCwkIBwIGFQoJCAsCBBYCAwECHgECF4AACgkQzEgr1AivHWjcyAEAvXZu2p6BLgIkw/GQkc82"
    "H84zxTOXhcCYxaY+5JSt2AUBAPW2b8b8/oxYXbjyOWPlJklkP9PFEbCGZ/dehB4QwHsLnF0EZZIAgBIKKwYBBAGXVQEFAQEH"
    "QP96/QhpLfNLzqP4m5Q7zeEbuJa0YHPV0DYF7XTF1lE0AwEIBwAA/0TmROpv9h52J2udhQiYy+sXO6U9Tjh99GLqga1n1cRI"
    "EUeIeAQYFggAIBYhBD2dcu6qfUNoh+n96sxIK9QIrx1oBQJlkgCAAhsMAAoJEMxIK9QIrx1ouZUBAIlni/nzDICNdaq7RhaE"
    "V3k6f2xvwCM5ihZDaRCqTJnMAP9gwnAgiyMU/PhzgzsUHZ6WEKKhOkjVPJPKU2llnvjBAQ=="
)
SOUND = (
    "hF4DD2ymwLrTHVISAQdA7J9YPUu4Vofsa6TaKiHlBg8xzSkHYPRQvfy73oCC63wwKl4I5XYOWr8wfuUmiD4L8Z+OC5ye3GNT"
    "8v7SbB1XONNnZnZ6ht40zcNNshxkZ5+Q0v8AAAA6AQQS1wz8LEE3V69KjmSaDRb0mk0QcPQ/477jIaCYU7yBIWd6BhjQu3wn"
    "ZDMS7uDQi0i496NCqZJVUg=="
)
TAMPERED = (
    "hF4DD2ymwLrTHVISAQdA7J9YPUu4Vofsa6TaKiHlBg8xzSkHYPRQvfy73oCC63wwKl4I5XYOWr8wfuUmiD4L8Z+OC5ye3GNT"
    "8v7SbB1XONNnZnZ6ht40zcNNshxkZ5+Q0v8AAAA6AQQS1wz8LEE3V69KjmSaDRb0mk0QcPU/477jIaCYU7yBIWd6BhjQu3wn"
    "ZDMS7uDQi0i496NCqZJVUg=="
)
UNPROTECTED = (
    "hF4DD2ymwLrTHVISAQdA7J9YPUu4Vofsa6TaKiHlBg8xzSkHYPRQvfy73oCC63wwKl4I5XYOWr8wfuUmiD4L8Z+OC5ye3GNT"
    "8v7SbB1XONNnZnZ6ht40zcNNshxkZ5+Qyf8AAAAjBBLXDPwsQTdXr0qOZJoNFvSap3+DRvAxtEgYI7wrqNC21/E="
)
DOUBLED = (
    "hF4DD2ymwLrTHVISAQdA7J9YPUu4Vofsa6TaKiHlBg8xzSkHYPRQvfy73oCC63wwKl4I5XYOWr8wfuUmiD4L8Z+OC5ye3GNT"
    "8v7SbB1XONNnZnZ6ht40zcNNshxkZ5+Q0v8AAABLAQQS1wz8LEE3V69KjmSaDRb0mk0QcPQ/477jIaCYU7yBIWd6HvMJDvjp"
    "JQW1WAWQQdAvFoF2z+FcqImqHTWOO6bfY++m1wll6wOk"
)
