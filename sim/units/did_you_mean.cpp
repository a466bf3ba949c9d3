// Slips of the pen: the optimal string alignment distance (insertions, deletions, changes and swaps of neighbours cost
// one each) between words in lower case.
#include "sim/units/lower_case.h"
#include "sim/units/parse.h"

#include <algorithm>
#include <utility>

namespace coldframe {

namespace {

constexpr std::size_t kLongest = 64;

std::string inLowerCase(std::string_view word) {
  std::string lower(word);
  for (char& c : lower)
    c = lowerCase(c);
  return lower;
}

std::size_t distance(const std::string& a, const std::string& b) {
  const std::size_t columns = b.size() + 1;
  std::vector<std::size_t> before(columns);
  std::vector<std::size_t> last(columns);
  std::vector<std::size_t> row(columns);
  for (std::size_t j = 0; j < columns; ++j)
    last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j < columns; ++j) {
      const bool same = a[i - 1] == b[j - 1];
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last.back();
}

} // namespace

std::string didYouMean(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > kLongest)
    return {};
  const std::string lower = inLowerCase(word);
  const std::size_t tolerated = std::max<std::size_t>(1, word.size() / 3);
  const std::string* best = nullptr;
  std::size_t bestDistance = tolerated + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongest)
      continue;
    const std::size_t d = distance(lower, inLowerCase(candidate));
    // Something must be left of the word: "x" is no slip for "s".
    if (d < bestDistance && d < std::max(word.size(), candidate.size())) {
      best = &candidate;
      bestDistance = d;
    }
  }
  if (best != nullptr)
    return *best;
  // A word that was left unfinished, however much is missing: the shortest that it begins.
  for (const std::string& candidate : candidates)
    if (inLowerCase(candidate).starts_with(lower) && (best == nullptr || candidate.size() < best->size()))
      best = &candidate;
  return best == nullptr ? std::string() : *best;
}

} // namespace coldframe
