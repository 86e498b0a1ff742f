#include "translate/segmenter.h"
