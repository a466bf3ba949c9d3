#include "sim/scenario/catalogue.h"

#include "sim/json/document.h"
#include "sim/scenario/embedded.h"
#include "sim/scenario/sha256.h"
#include "sim/units/parse.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <tuple>

namespace coldframe {

namespace {

constexpr std::size_t kLargestEntry = std::size_t{16} << 20;

std::string_view kindFolder(CatalogueKind kind) {
  switch (kind) {
  case CatalogueKind::Platform:
    return "platforms";
  case CatalogueKind::Prices:
    return "prices";
  case CatalogueKind::Usage:
    return "usage";
  default:
    return "";
  }
}

std::string_view kindWord(CatalogueKind kind) {
  switch (kind) {
  case CatalogueKind::Platform:
    return "platform profile";
  case CatalogueKind::Prices:
    return "price book";
  case CatalogueKind::Usage:
    return "usage document";
  default:
    return "scenario";
  }
}

void split(std::string_view nameAndDate, std::string& name, std::string& date) {
  const std::size_t at = nameAndDate.rfind('@');
  name = nameAndDate.substr(0, at);
  date = at == std::string_view::npos ? std::string() : std::string(nameAndDate.substr(at + 1));
}

// `stem` is a file's name without ".json".
CatalogueEntry entryOf(CatalogueKind kind, std::string_view stem) {
  CatalogueEntry entry;
  entry.kind = kind;
  split(stem, entry.name, entry.date);
  return entry;
}

bool isJsonFile(const std::filesystem::path& path) {
  return path.extension() == ".json";
}

// A year, a month or a day.
bool isDate(const std::string& text) {
  constexpr std::size_t kYear = 4, kMonth = 7, kDay = 10;
  const std::string day = text + (text.size() == kYear ? "-01-01" : text.size() == kMonth ? "-01" : "");
  return day.size() == kDay && parseInstant(day).has_value();
}

// "2017-05" is not after "2017-05-20", nor after "2017", which is all of that year.
bool notAfter(const std::string& date, const std::string& limit) {
  return date <= limit || date.starts_with(limit);
}

} // namespace

Catalogue Catalogue::builtIn() {
  Catalogue catalogue;
  for (const EmbeddedFile& file : embeddedScenarioFiles()) {
    const std::filesystem::path path(file.path);
    const std::string folder = path.parent_path().filename().string();
    const CatalogueKind kind = folder == "platforms" ? CatalogueKind::Platform
                               : folder == "prices"  ? CatalogueKind::Prices
                               : folder == "usage"   ? CatalogueKind::Usage
                                                     : CatalogueKind::Scenario;
    CatalogueEntry entry = entryOf(kind, path.stem().string());
    entry.origin = "built in: " + std::string(file.path);
    entry.text = file.text;
    catalogue.m_entries.push_back(std::move(entry));
  }
  return catalogue;
}

Result<void> Catalogue::addFolder(const std::string& folder, bool mayBeMissing) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    if (mayBeMissing)
      return {};
    Problem problem;
    problem.what = "no such folder";
    problem.file = folder;
    problem.expectation = "a folder with platforms/, prices/, usage/ or scenarios";
    return failure(Error{ErrorKind::Input, {problem}});
  }
  std::vector<CatalogueEntry> found;
  for (const CatalogueKind kind :
       {CatalogueKind::Platform, CatalogueKind::Prices, CatalogueKind::Usage, CatalogueKind::Scenario}) {
    const std::filesystem::path where = std::filesystem::path(folder) / kindFolder(kind);
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(where, error))
      if (isJsonFile(file.path()) && !std::filesystem::is_directory(file.path(), error))
        files.push_back(file.path());
    std::sort(files.begin(), files.end());
    for (const std::filesystem::path& file : files) {
      CatalogueEntry entry = entryOf(kind, file.stem().string());
      entry.origin = file.string();
      found.push_back(std::move(entry));
    }
  }
  m_entries.insert(m_entries.begin(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  return {};
}

const CatalogueEntry* Catalogue::newest(CatalogueKind kind, std::string_view nameAndDate) const {
  std::string name;
  std::string limit;
  split(nameAndDate, name, limit);
  const CatalogueEntry* best = nullptr;
  if (nameAndDate.find('@') != std::string_view::npos && !isDate(limit))
    return best;
  for (const CatalogueEntry& entry : m_entries) {
    if (entry.kind != kind || entry.name != name || (!limit.empty() && !notAfter(entry.date, limit)))
      continue;
    if (!best || entry.date > best->date)
      best = &entry;
  }
  return best;
}

bool Catalogue::has(CatalogueKind kind, std::string_view nameAndDate) const {
  return newest(kind, nameAndDate) != nullptr;
}

Result<CatalogueText> Catalogue::find(CatalogueKind kind, std::string_view nameAndDate) const {
  if (const CatalogueEntry* entry = newest(kind, nameAndDate)) {
    CatalogueText found{entry->exactName(), entry->origin, entry->text, {}};
    if (found.text.empty()) {
      Result<std::string> text = readTextFile(entry->origin, kLargestEntry);
      if (!text)
        return failure(std::move(text.error()));
      found.text = std::move(*text);
    }
    found.sha256 = sha256(found.text);
    return found;
  }
  std::string name;
  std::string limit;
  split(nameAndDate, name, limit);
  std::vector<std::string> names;
  std::string dates;
  for (const CatalogueEntry* entry : list(kind)) {
    names.push_back(entry->name);
    if (entry->name == name)
      dates += (dates.empty() ? "" : ", ") + entry->date;
  }
  Problem problem;
  problem.value = nameAndDate;
  if (!dates.empty() && !isDate(limit)) {
    problem.what = "what follows the @ is no date";
    problem.expectation = "a year, a month or a day: one of " + dates + ", or later";
  } else if (!dates.empty()) {
    problem.what = "there is no " + std::string(kindWord(kind)) + " \"" + name + "\" as old as that";
    problem.expectation = "one of the dates " + dates + ", or later";
  } else {
    const std::string near = didYouMean(name, names);
    problem.what = "there is no " + std::string(kindWord(kind)) + " of that name" +
                   (near.empty() ? "" : "; did you mean \"" + near + "\"?");
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::string known;
    for (const std::string& each : names)
      known += (known.empty() ? "" : ", ") + each;
    problem.expectation = known.empty() ? "a name of the catalogue, which is empty" : "one of " + known;
  }
  return failure(Error{ErrorKind::Input, {problem}});
}

std::vector<const CatalogueEntry*> Catalogue::list(CatalogueKind kind) const {
  std::vector<const CatalogueEntry*> found;
  for (const CatalogueEntry& entry : m_entries)
    if (entry.kind == kind)
      found.push_back(&entry);
  const auto key = [](const CatalogueEntry* entry) { return std::tie(entry->name, entry->date); };
  std::stable_sort(found.begin(), found.end(), [&](auto* a, auto* b) { return key(a) < key(b); });
  found.erase(std::unique(found.begin(), found.end(), [&](auto* a, auto* b) { return key(a) == key(b); }), found.end());
  return found;
}

} // namespace coldframe
