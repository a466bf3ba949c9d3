// Finds platform profiles, price books, usage documents and scenarios by name. A value, made once by the program: what
// the user's own folder holds comes before what --data names, and that before what is built in. In a folder (as in the
// tree's scenarios/): platforms/NAME[@DATE].json, prices/NAME[@DATE].json, usage/NAME.json, NAME.json.
//
// "name@date" means the newest entry that is not after that date ("2017" is all of 2017); a plain name means the
// newest. Dates are ISO 8601, whole or shortened ("2017-05"). The exact entry found is always reported.
#pragma once

#include "sim/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

enum class CatalogueKind { Platform, Prices, Usage, Scenario };

struct CatalogueEntry {
  CatalogueKind kind = CatalogueKind::Scenario;
  std::string name;   // "aws-lambda"
  std::string date;   // "2017-05"; empty when the entry has none
  std::string origin; // the file's path, or "built in: scenarios/…": where messages about its text point
  std::string text;   // of a built-in entry; others are read when asked for

  std::string exactName() const { return date.empty() ? name : name + "@" + date; }
};

// An entry with its text.
struct CatalogueText {
  std::string exactName;
  std::string origin;
  std::string text;
  std::string sha256;
};

class Catalogue {
public:
  // Only what is built in.
  static Catalogue builtIn();
  // Puts the entries of a folder before all those already there. A folder that does not exist adds nothing when
  // `mayBeMissing`, and is an Input error otherwise.
  Result<void> addFolder(const std::string& folder, bool mayBeMissing);

  // Not found: an Input error with the nearest name, or the dates there are.
  Result<CatalogueText> find(CatalogueKind kind, std::string_view nameAndDate) const;
  bool has(CatalogueKind kind, std::string_view nameAndDate) const;
  // Sorted by name and date; an entry hidden by one of the same name and date in a folder before is left out.
  std::vector<const CatalogueEntry*> list(CatalogueKind kind) const;

private:
  const CatalogueEntry* newest(CatalogueKind kind, std::string_view nameAndDate) const;
  std::vector<CatalogueEntry> m_entries; // the first of equal ones wins
};

} // namespace coldframe
