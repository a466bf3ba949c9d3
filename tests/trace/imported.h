// What tests of readers ask of an imported trace.
#pragma once

#include "sim/trace/trace_file.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace coldframe::test {

inline ImportedTrace readOrFail(std::string_view text) {
  auto imported = readTraceText(text, "file");
  if (!imported) {
    ADD_FAILURE() << imported.error().text();
    return {};
  }
  return std::move(*imported);
}

// ns; kMissing where there is none.
inline std::int64_t stampOf(const ImportedTrace& imported, Stamp stamp, std::size_t row) {
  const auto at = imported.trace.stamp(stamp, row);
  return at ? at->ns() : kMissing;
}

inline bool saysOneOf(const std::vector<std::string>& sentences, const std::string& words) {
  for (const std::string& sentence : sentences)
    if (sentence.find(words) != std::string::npos)
      return true;
  return false;
}

} // namespace coldframe::test
