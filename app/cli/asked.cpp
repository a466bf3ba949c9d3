#include "app/cli/asked.h"

#include "sim/json/document.h"

#include <algorithm>

namespace coldframe::cli {

namespace {

// A file may be gone, and one that is written must not be named by what is read. A link or a document in its place
// holds what it stands for.
bool isCarried(const OptionSpec& option, const std::string& value) {
  return option.kind != WordKind::File || value.starts_with("https://") || value.starts_with('{') ||
         value.starts_with('[');
}

std::vector<OptionSpec> carriedOptions(const CommandSpec& command) {
  std::vector<OptionSpec> carried;
  for (const OptionSpec& option : command.options)
    if (option.name != "set" && option.name != "warm-up")
      carried.push_back(option);
  for (const OptionSpec& option : commonOptions())
    if (option.name == "replications" || option.name == "effort")
      carried.push_back(option);
  return carried;
}

} // namespace

JsonNode askedOf(const Arguments& arguments) {
  JsonNode asked = JsonNode::object();
  asked.add("command", JsonNode::string(arguments.command->name()));
  for (const OptionSpec& option : carriedOptions(*arguments.command)) {
    const std::vector<std::string> values = arguments.list(option.name);
    if (values.empty() || !isCarried(option, values.back()))
      continue;
    JsonNode list = JsonNode::array();
    for (const std::string& value : values)
      list.append(JsonNode::string(value));
    asked.add(option.name, option.many ? std::move(list) : JsonNode::string(values.back()));
  }
  return asked;
}

std::map<std::string, std::vector<std::string>> askedIn(const SourceText& text, const std::string& command) {
  std::map<std::string, std::vector<std::string>> words;
  const auto document = JsonDocument::parse(text.text, text.file, scenarioLimits());
  const JsonNode* asked = document ? document->root().find("asked") : nullptr;
  const JsonNode* earlier = asked != nullptr ? asked->find("command") : nullptr;
  if (earlier == nullptr || !earlier->isString() || earlier->asString() != command)
    return words;
  const CommandSpec& spec = *std::ranges::find(commands(), command, &CommandSpec::name);
  for (const OptionSpec& option : carriedOptions(spec)) {
    const JsonNode* value = asked->find(option.name);
    if (value == nullptr || (value->isString() && !isCarried(option, value->asString())))
      continue;
    std::vector<std::string>& values = words[option.name];
    if (value->isString())
      values.push_back(value->asString());
    for (std::size_t i = 0; value->kind() == JsonKind::Array && i < value->size(); ++i)
      if (value->at(i).isString())
        values.push_back(value->at(i).asString());
  }
  return words;
}

} // namespace coldframe::cli
