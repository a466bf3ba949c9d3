#include "sim/report/explanation.h"

namespace coldframe {

namespace {

std::string nodeText(const Explanation& node) {
  std::string out = node.name;
  if (!node.value.empty())
    out += ": " + node.value;
  if (!node.operation.empty())
    out += " = " + node.operation;
  if (!node.source.empty())
    out += "  [" + node.source + "]";
  return out;
}

void appendTree(std::string& out, const Explanation& node, const std::string& indent) {
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const bool last = i + 1 == node.children.size();
    out += indent + (last ? "└─ " : "├─ ") + nodeText(node.children[i]) + '\n';
    appendTree(out, node.children[i], indent + (last ? "   " : "│  "));
  }
}

void appendList(std::string& out, const Explanation& node, std::size_t depth) {
  out += std::string(2 * depth, ' ') + "- " + nodeText(node) + '\n';
  for (const Explanation& child : node.children)
    appendList(out, child, depth + 1);
}

} // namespace

std::string renderText(const Explanation& explanation) {
  std::string out = nodeText(explanation) + '\n';
  appendTree(out, explanation, "");
  return out;
}

std::string renderMarkdown(const Explanation& explanation) {
  std::string out;
  appendList(out, explanation, 0);
  return out;
}

JsonNode explanationsJson(const std::vector<Explanation>& explanations) {
  JsonNode list = JsonNode::array();
  for (const Explanation& explanation : explanations) {
    JsonNode node = JsonNode::object();
    node.add("name", JsonNode::string(explanation.name));
    node.add("value", JsonNode::string(explanation.value));
    node.add("operation", JsonNode::string(explanation.operation));
    node.add("source", JsonNode::string(explanation.source));
    node.add("children", explanationsJson(explanation.children));
    list.append(std::move(node));
  }
  return list;
}

} // namespace coldframe
