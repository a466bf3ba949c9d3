#include "app/cli/book_source.h"

#include "app/cli/scenario_source.h"
#include "sim/scenario/sha256.h"

#include <sstream>

namespace coldframe::cli {

Result<NamedBook> findBook(const std::string& typed, const Catalogue& catalogue, std::istream& in) {
  const auto text = sourceText(CatalogueKind::Prices, typed, catalogue, in);
  if (!text)
    return failure(text.error());
  const auto document = JsonDocument::parse(text->text, text->file);
  if (!document)
    return failure(document.error());
  auto book = readPriceBook(*document);
  if (!book)
    return failure(book.error());
  NamedHash name{book->exactName(), sha256(text->text)};
  return NamedBook{std::move(name), std::move(*book)};
}

Result<std::vector<NamedBook>> findBooks(const std::string& list, const Catalogue& catalogue, std::istream& in) {
  std::vector<NamedBook> books;
  std::istringstream names(list);
  for (std::string name; std::getline(names, name, ',');) {
    auto book = findBook(name, catalogue, in);
    if (!book)
      return failure(book.error());
    books.push_back(std::move(*book));
  }
  if (books.empty())
    return failure(ErrorKind::Usage, "--prices names no price book");
  return books;
}

} // namespace coldframe::cli
