#include "sim/report/node_table.h"

#include "sim/json/write.h"

namespace coldframe {

namespace {

bool isPlain(const JsonNode& node) {
  return !node.isObject() && !node.isArray();
}

// An array of plain values, or a small object of them (a distribution), reads better whole.
bool readsWhole(const JsonNode& node) {
  if (isPlain(node))
    return true;
  if (node.size() == 0 || node.size() > 4)
    return node.size() == 0;
  for (std::size_t i = 0; i < node.size(); ++i) {
    const JsonNode& child = node.at(i);
    if (isPlain(child))
      continue;
    if (node.isArray() || node.size() > 1 || !readsWhole(child))
      return false;
  }
  return node.parent() != nullptr;
}

void addRows(Table& table, const JsonNode& node, const std::string& path) {
  if (readsWhole(node)) {
    const std::string value = node.isString() ? node.asString() : writeJsonLine(node);
    table.addRow({Cell::text(path), Cell::text(value), Cell::text(std::string(basisName(node.basis()))),
                  Cell::text(node.source())});
    return;
  }
  for (std::size_t i = 0; i < node.size(); ++i)
    addRows(table, node.at(i), path + "/" + (node.isObject() ? node.keyAt(i) : std::to_string(i)));
}

} // namespace

Table nodeTable(const JsonNode& root) {
  Table table;
  table.name = "values";
  table.columns = {{"pointer", "value of", "", Align::Left, true},
                   {"value", "is", "", Align::Left, true},
                   {"basis", "known by", "", Align::Left, true},
                   {"source", "source", "", Align::Left, true}};
  addRows(table, root, "");
  return table;
}

} // namespace coldframe
