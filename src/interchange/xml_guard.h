#ifndef INTERCHANGE_XML_GUARD_H
#define INTERCHANGE_XML_GUARD_H

#include "base/err.h"

/* Looks through XML before libxml2 does, whose time grows with the square of the number of one
   element's attributes: E_LIMIT, with the line, when a start tag has more than `most`. In any
   encoding that writes ASCII as itself, or with zeros between. */
int xml_guard_check(struct str bytes, int most, struct err *e) MUST_CHECK;

#endif
