#ifndef HTTP_HTTP_STATUS_H
#define HTTP_HTTP_STATUS_H

/* "Not Found" for 404; "Unknown" for a number nobody knows. */
const char *http_status_reason(int status);

#endif
