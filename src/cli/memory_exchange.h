#ifndef CLI_MEMORY_EXCHANGE_H
#define CLI_MEMORY_EXCHANGE_H
/* The memory as TMX 1.4b, out and in. */

#include <stdio.h>

#include "store/memory_store.h"

/* Writes the entries that `query` asks for, page by page. */
int memory_exchange_export(struct database *db, const struct memory_query *query, FILE *out,
                           struct err *e) MUST_CHECK;

struct memory_imported {
    size_t n_taken;
    size_t n_older;   /* known better, or rejected since they were written */
    size_t n_machine; /* said to be a machine's: never taken */
    size_t n_other;   /* in other languages than `query` asks for, or in none */
    size_t n_unfit;   /* too long, or with other marks than their sentence */
};

/* Takes a file's entries, in one transaction: all that can be, or none. */
int memory_exchange_import(struct database *db, const char *path, const struct memory_query *query,
                           struct memory_imported *ret_imported, struct err *e) MUST_CHECK;

#endif
