"""Finding out what is wrong and where: evidence, scope, products, code, versions."""
