// From what the user typed to price books: a name with a date, a file, or - for standard input.
#pragma once

#include "sim/base/result.h"
#include "sim/scenario/catalogue.h"
#include "sim/study/compare.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace coldframe::cli {

Result<NamedBook> findBook(const std::string& typed, const Catalogue& catalogue, std::istream& in);
// Several, with commas between.
Result<std::vector<NamedBook>> findBooks(const std::string& list, const Catalogue& catalogue, std::istream& in);

} // namespace coldframe::cli
