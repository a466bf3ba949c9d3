// Where a figure comes from: a tree in which each value is an operation over its children, down to data with a source.
// `--explain` prints it; a bill is one such tree.
#pragma once

#include "sim/json/node.h"

#include <string>
#include <vector>

namespace coldframe {

struct Explanation {
  std::string name;      // "month cost of lambda"
  std::string value;     // "$18.74"
  std::string operation; // "sum of the lines", "quantity × unit price"; empty at a leaf
  std::string source;    // "aws-us-east-1@2017-11"; empty where the children say it
  std::vector<Explanation> children;
};

// One line a node, children indented under it:  name: value = operation  [source]
std::string renderText(const Explanation& explanation);
std::string renderMarkdown(const Explanation& explanation); // a nested list
// [{name, value, operation, source, children}], as --explain adds it to a JSON result.
JsonNode explanationsJson(const std::vector<Explanation>& explanations);

} // namespace coldframe
