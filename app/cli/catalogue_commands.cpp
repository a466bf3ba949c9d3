// The commands that show what there is and check what the user has: platforms, scenarios, validate, schema.
#include "app/cli/command_call.h"
#include "app/cli/commands.h"
#include "app/cli/scenario_source.h"
#include "app/cli/version.h"
#include "sim/json/schema_writer.h"
#include "sim/json/write.h"
#include "sim/report/node_table.h"
#include "sim/report/render.h"
#include "sim/scenario/reference.h"
#include "sim/scenario/schema.h"

namespace coldframe::cli {

namespace {

// A member of the text's root, for a list; nothing where the text has none or cannot be read.
Cell rootText(const CatalogueText& entry, const std::string& key) {
  const auto document = JsonDocument::parse(entry.text, entry.origin, scenarioLimits());
  const JsonNode* value = document ? document->root().find(key) : nullptr;
  return value != nullptr && value->isString() ? Cell::text(value->asString()) : Cell::none();
}

int list(CommandCall& call, CatalogueKind kind, Table table, const std::string& key, const std::string& schema) {
  const auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return call.fail(catalogue.error());
  for (const CatalogueEntry* entry : catalogue->list(kind)) {
    auto found = catalogue->find(kind, entry->exactName());
    if (!found)
      return call.fail(found.error());
    table.addRow(
        {Cell::text(found->exactName), rootText(*found, key), Cell::text(found->origin), Cell::text(found->sha256)});
  }
  return call.finish(renderList(table, call.format(), schema, version()));
}

int show(CommandCall& call, CatalogueKind kind) {
  const auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return call.fail(catalogue.error());
  const auto found = catalogue->find(kind, call.arguments().text("NAME"));
  if (!found)
    return call.fail(found.error());
  // A scenario is shown as the text one starts from; a profile as its figures with their sources.
  if (call.format() == OutputFormat::Json || (kind == CatalogueKind::Scenario && call.format() == OutputFormat::Table))
    return call.finish(found->text);
  const auto document = JsonDocument::parse(found->text, found->origin, scenarioLimits());
  if (!document)
    return call.fail(document.error());
  return call.finish(renderList(nodeTable(document->root()), call.format(), "", version()));
}

Table listTable(const std::string& name, const std::string& title) {
  Table table;
  table.name = name;
  table.columns = {{"name", "name", "", Align::Left, true},
                   {"title", title, "", Align::Left, true},
                   {"origin", "from", "", Align::Left, true},
                   {"sha256", "sha256", "", Align::Left, false}};
  return table;
}

int runPlatformsList(CommandCall& call) {
  return list(call, CatalogueKind::Platform, listTable("platforms", "what"), "description",
              "coldframe.platform-list/1");
}

int runPlatformsShow(CommandCall& call) {
  return show(call, CatalogueKind::Platform);
}

int runScenariosList(CommandCall& call) {
  return list(call, CatalogueKind::Scenario, listTable("scenarios", "question"), "question",
              "coldframe.scenario-list/1");
}

int runScenariosShow(CommandCall& call) {
  return show(call, CatalogueKind::Scenario);
}

int runValidate(CommandCall& call) {
  const auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return call.fail(catalogue.error());
  Table table;
  table.name = "scenarios";
  table.columns = {{"scenario", "scenario", "", Align::Left, true},
                   {"valid", "valid", "", Align::Left, true},
                   {"problems", "problems", "", Align::Right, true}};
  std::string resolved;
  Error problems{ErrorKind::Input, {}};
  for (const std::string& typed : call.arguments().list("SCENARIO")) {
    auto text = sourceText(CatalogueKind::Scenario, typed, *catalogue, call.in());
    auto loaded = text ? loadScenario(*text, *catalogue, {}) : Result<LoadedScenario>(failure(text.error()));
    if (loaded) {
      resolved += writeJson(loaded->resolved) + "\n";
      table.addRow({Cell::text(typed), Cell::flag(true, "yes"), Cell::whole(0, "0")});
      continue;
    }
    const auto& found = loaded.error().problems;
    problems.problems.insert(problems.problems.end(), found.begin(), found.end());
    table.addRow({Cell::text(typed), Cell::flag(false, "no"),
                  Cell::whole(static_cast<std::int64_t>(found.size()), std::to_string(found.size()))});
  }
  const int code = problems.problems.empty() ? 0 : call.fail(problems);
  if (call.arguments().has("resolved"))
    return call.finish(resolved, code);
  return call.finish(renderList(table, call.format(), "coldframe.validation/1", version()), code);
}

int runSchema(CommandCall& call) {
  if (call.format() == OutputFormat::Markdown)
    return call.finish(scenarioReference());
  return call.finish(writeJson(scenarioSchema()) + "\n");
}

} // namespace

std::vector<CommandSpec> catalogueCommands() {
  return {
      {.words = {"platforms", "list"},
       .summary = "List the platform profiles that scenarios can name",
       .run = runPlatformsList},
      {.words = {"platforms", "show"},
       .summary = "Show one platform profile with the source of each figure",
       .description = "NAME@DATE means the newest profile that is not after that date.",
       .arguments = {{.name = "NAME", .kind = WordKind::Platform, .help = "A profile, e.g. aws-lambda@2017-05"}},
       .run = runPlatformsShow},
      {.words = {"scenarios", "list"}, .summary = "List the shipped scenarios", .run = runScenariosList},
      {.words = {"scenarios", "show"},
       .summary = "Show a shipped scenario, to start one's own from",
       .arguments = {{.name = "NAME", .kind = WordKind::Scenario, .help = "A shipped scenario, e.g. carrots"}},
       .run = runScenariosShow},
      {.words = {"validate"},
       .summary = "Check scenarios and say everything that is wrong with them",
       .description = "With --resolved, prints each scenario with every value explicit and where it comes from.",
       .arguments = {{.name = "SCENARIO",
                      .kind = WordKind::Scenario,
                      .help = "Scenario files, names of shipped scenarios, result files, or - for standard input",
                      .many = true}},
       .options = {{.name = "resolved", .help = "Print the resolved scenario"}},
       .run = runValidate},
      {.words = {"schema"},
       .summary = "Print the JSON Schema of scenario files",
       .description = "With --format markdown, prints the reference of the scenario format.",
       .run = runSchema},
  };
}

} // namespace coldframe::cli
