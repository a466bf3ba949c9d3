#include "app/cli/arguments.h"

#include "app/cli/version.h"
#include "sim/units/parse.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <deque>
#include <sstream>

namespace coldframe::cli {

namespace {

Result<std::uint64_t> readWhole(const std::string& option, const std::string& text, std::uint64_t least,
                                std::uint64_t most) {
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || text.empty() || value < least || value > most)
    return failure(ErrorKind::Usage, "--" + option + " takes a whole number from " + std::to_string(least) + " to " +
                                         std::to_string(most) + ", not '" + text + "'");
  return value;
}

void addOption(CLI::App& app, const OptionSpec& spec, std::vector<std::string>& store) {
  std::string flags = "--" + spec.name;
  if (spec.letter != 0)
    flags = std::string("-") + spec.letter + "," + flags;
  if (spec.value.empty()) {
    app.add_flag_callback(
        flags, [&store] { store.assign(1, "yes"); }, spec.help);
    return;
  }
  CLI::Option* option = app.add_option(flags, store, spec.help)->type_name(spec.value);
  option->allow_extra_args(false); // one value each time: what follows is the next argument
  if (!spec.many)
    option->expected(1);
  if (!spec.choices.empty())
    option->check(CLI::IsMember(spec.choices));
  else
    option->check([](const std::string& value) { return std::string(value.empty() ? "a value is due" : ""); });
}

void addArgument(CLI::App& app, const ArgumentSpec& spec, std::vector<std::string>& store) {
  CLI::Option* option = app.add_option(spec.name, store, spec.help)->type_name("");
  if (spec.many)
    option->expected(spec.required ? 1 : 0, 1 << 20);
  else
    option->expected(1)->allow_extra_args(false);
  if (!spec.choices.empty())
    option->check(CLI::IsMember(spec.choices));
  if (spec.required)
    option->required();
}

std::string unknownCommand(const std::vector<std::string>& args) {
  if (args.empty() || args[0].empty() || args[0][0] == '-')
    return {};
  std::vector<std::string> firstWords;
  std::vector<std::string> secondWords;
  bool groupFound = false;
  for (const CommandSpec& command : commands()) {
    firstWords.push_back(command.words[0]);
    if (command.words[0] != args[0])
      continue;
    if (command.words.size() == 1)
      return {};
    groupFound = true;
    secondWords.push_back(command.words[1]);
  }
  const std::size_t at = groupFound ? 1 : 0;
  if (args.size() <= at || args[at].empty() || args[at][0] == '-')
    return {};
  const std::vector<std::string>& known = groupFound ? secondWords : firstWords;
  if (std::find(known.begin(), known.end(), args[at]) != known.end())
    return {};
  const std::string near = didYouMean(args[at], known);
  return "there is no command '" + (groupFound ? args[0] + " " : "") + args[at] + "'" +
         (near.empty() ? "" : "; did you mean '" + near + "'?") +
         "\nRun 'coldframe --help' for the list of commands.\n";
}

} // namespace

bool Arguments::has(const std::string& name) const {
  const auto found = words.find(name);
  return found != words.end() && !found->second.empty();
}

std::string Arguments::text(const std::string& name, std::string otherwise) const {
  return has(name) ? words.at(name).back() : std::move(otherwise);
}

std::vector<std::string> Arguments::list(const std::string& name) const {
  return has(name) ? words.at(name) : std::vector<std::string>{};
}

Result<void> Arguments::checkRequired() const {
  for (const OptionSpec& option : command->options)
    if (option.required && !has(option.name))
      return failure(ErrorKind::Usage, "--" + option.name + " is required\nRun with --help for more information.");
  return {};
}

Result<std::optional<std::uint64_t>> Arguments::whole(const std::string& name, std::uint64_t least,
                                                      std::uint64_t most) const {
  if (!has(name))
    return std::optional<std::uint64_t>{};
  auto value = readWhole(name, text(name), least, most);
  if (!value)
    return failure(std::move(value.error()));
  return std::optional<std::uint64_t>{*value};
}

Result<std::vector<std::int64_t>> Arguments::wholeList(const std::string& name) const {
  std::vector<std::int64_t> values;
  std::stringstream parts(text(name));
  for (std::string part; std::getline(parts, part, ',');) {
    auto value = readWhole(name, part, 1, 1'000'000);
    if (!value)
      return failure(std::move(value.error()));
    values.push_back(static_cast<std::int64_t>(*value));
  }
  if (values.empty() || text(name).back() == ',')
    return failure(ErrorKind::Usage, "--" + name + " takes whole numbers with commas between, e.g. 1,2,4,8");
  return values;
}

Parsed parseArguments(const std::vector<std::string>& args) {
  Parsed parsed;
  if (std::string message = unknownCommand(args); !message.empty()) {
    parsed.print = std::move(message);
    parsed.exitCode = 2;
    return parsed;
  }

  CLI::App app("Laptop, always-on EC2 or Lambda for bursty work: how long, how much, how sure.", "coldframe");
  app.set_version_flag("--version", std::string("coldframe ") + version());
  app.require_subcommand(1);
  app.fallthrough(false);

  using Store = std::map<std::string, std::vector<std::string>>;
  std::deque<Store> stores;
  std::map<std::string, CLI::App*> parents;
  const auto parentOf = [&](const CommandSpec& command) -> CLI::App& {
    if (command.words.size() == 1)
      return app;
    CLI::App*& parent = parents[command.words[0]];
    if (parent == nullptr) {
      const auto group = std::find_if(groups().begin(), groups().end(),
                                      [&](const GroupSpec& spec) { return spec.name == command.words[0]; });
      parent = app.add_subcommand(group->name, group->summary);
      parent->require_subcommand(1);
    }
    return *parent;
  };
  std::vector<std::pair<CLI::App*, const CommandSpec*>> leaves;
  for (const CommandSpec& command : commands()) {
    CLI::App* leaf = parentOf(command).add_subcommand(command.words.back(), command.summary);
    if (!command.description.empty())
      leaf->footer(command.description);
    Store& store = stores.emplace_back();
    for (const ArgumentSpec& argument : command.arguments)
      addArgument(*leaf, argument, store[argument.name]);
    for (const OptionSpec& option : command.options)
      addOption(*leaf, option, store[option.name]);
    for (const OptionSpec& option : commonOptions())
      addOption(*leaf, option, store[option.name]);
    leaves.emplace_back(leaf, &command);
  }

  try {
    app.parse(std::vector<std::string>(args.rbegin(), args.rend()));
  } catch (const CLI::ParseError& problem) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = app.exit(problem, out, err);
    parsed.exitCode = code == 0 ? 0 : 2;
    parsed.print = code == 0 ? out.str() : err.str();
    return parsed;
  }
  for (std::size_t i = 0; i < leaves.size(); ++i)
    if (leaves[i].first->parsed()) {
      parsed.arguments.command = leaves[i].second;
      parsed.arguments.words = stores[i];
    }
  return parsed;
}

} // namespace coldframe::cli
