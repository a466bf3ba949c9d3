// A JSON document as a list: one row a value, with its pointer, how it is known and who says so.
#pragma once

#include "sim/json/node.h"
#include "sim/report/table.h"

namespace coldframe {

Table nodeTable(const JsonNode& root);

} // namespace coldframe
