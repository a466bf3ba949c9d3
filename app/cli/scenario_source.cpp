#include "app/cli/scenario_source.h"

#include "app/cli/command_call.h"
#include "app/cli/standard_input.h"
#include "sim/json/document.h"

#include <filesystem>

namespace coldframe::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = std::size_t{64} << 20;

bool looksLikePath(const std::string& typed) {
  return typed.find('/') != std::string::npos || typed.ends_with(".json");
}

} // namespace

Result<Catalogue> makeCatalogue(const CommandCall& call) {
  Catalogue catalogue = Catalogue::builtIn();
  if (call.arguments().has("data"))
    if (auto added = catalogue.addFolder(call.arguments().text("data"), false); !added)
      return failure(added.error());
  if (!call.surroundings().userFolder.empty())
    if (auto added = catalogue.addFolder(call.surroundings().userFolder, true); !added)
      return failure(added.error());
  return catalogue;
}

Result<SourceText> sourceText(CatalogueKind kind, const std::string& typed, const Catalogue& catalogue,
                              std::istream& in) {
  if (typed == "-")
    return readStandardInput(in, kMostBytes).map([](std::string text) {
      return SourceText{std::move(text), kStandardInput};
    });
  std::error_code ignored;
  const fs::file_status status = fs::status(typed, ignored);
  const bool isFile = fs::exists(status) && !fs::is_directory(status);
  if (isFile || looksLikePath(typed)) {
    auto text = readTextFile(typed, kMostBytes);
    if (!text)
      return failure(text.error());
    return SourceText{std::move(*text), typed};
  }
  auto found = catalogue.find(kind, typed);
  if (!found)
    return failure(found.error());
  return SourceText{std::move(found->text), std::move(found->origin)};
}

} // namespace coldframe::cli
