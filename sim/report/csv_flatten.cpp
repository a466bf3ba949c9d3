#include "sim/report/csv_flatten.h"

#include "sim/json/write.h"
#include "sim/report/table.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <utility>

namespace coldframe {

namespace {

using Row = std::vector<std::pair<std::string, std::string>>;

std::string plainText(const JsonNode& node) {
  if (node.isNull())
    return {};
  return node.isString() ? node.asString() : writeJsonLine(node);
}

void flatten(const JsonNode& node, const std::string& name, Row& row) {
  if (node.isObject()) {
    for (std::size_t i = 0; i < node.size(); ++i)
      flatten(node.at(i), name.empty() ? node.keyAt(i) : name + "." + node.keyAt(i), row);
  } else if (node.isArray()) {
    const bool interval = name.size() > 5 && name.compare(name.size() - 5, 5, ".ci95") == 0 && node.size() == 2;
    for (std::size_t i = 0; i < node.size(); ++i)
      flatten(node.at(i), name + "." + (interval ? (i == 0 ? "lo" : "hi") : std::to_string(i)), row);
  } else {
    row.emplace_back(name, plainText(node));
  }
}

// Where names of a later row belong among those known: after the name they follow there.
void mergeNames(std::vector<std::string>& names, std::set<std::string>& known, const Row& row) {
  auto at = names.begin();
  for (const auto& [name, value] : row) {
    if (known.insert(name).second)
      at = names.insert(at, name);
    else
      at = std::find(names.begin(), names.end(), name);
    ++at;
  }
}

} // namespace

std::string flattenToCsv(const JsonNode& root, std::string_view rows, const std::vector<std::string>& without) {
  assert(root.isObject());
  Row common;
  const JsonNode* list = nullptr;
  for (std::size_t i = 0; i < root.size(); ++i) {
    const std::string& key = root.keyAt(i);
    if (key == rows)
      list = &root.at(i);
    else if (std::find(without.begin(), without.end(), key) == without.end())
      flatten(root.at(i), key, common);
  }
  assert(list != nullptr && list->isArray());

  std::vector<Row> lines;
  std::vector<std::string> names;
  std::set<std::string> known;
  for (std::size_t i = 0; i < list->size(); ++i) {
    // A figure that is null in one row has parts in another: an empty value under the bare name says nothing.
    Row row;
    flatten(list->at(i), "", row);
    lines.push_back(std::move(row));
    mergeNames(names, known, lines.back());
  }
  const auto hasParts = [&](const std::string& name) {
    const auto next = known.upper_bound(name + ".");
    return next != known.end() && next->compare(0, name.size() + 1, name + ".") == 0;
  };
  names.erase(std::remove_if(names.begin(), names.end(), hasParts), names.end());

  std::string out;
  for (const auto& [name, value] : common)
    out += (out.empty() ? "" : ",") + csvField(name);
  for (const std::string& name : names)
    out += (out.empty() ? "" : ",") + csvField(name);
  out += '\n';
  for (const Row& line : lines) {
    const std::map<std::string, std::string> values(line.begin(), line.end());
    std::string text;
    bool first = true;
    const auto append = [&](const std::string& value) {
      text += (first ? "" : ",") + csvField(value);
      first = false;
    };
    for (const auto& [name, value] : common)
      append(value);
    for (const std::string& name : names) {
      const auto found = values.find(name);
      append(found == values.end() ? std::string() : found->second);
    }
    out += text + '\n';
  }
  return out;
}

} // namespace coldframe
