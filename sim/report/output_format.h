// The forms a result can be printed in.
#pragma once

namespace coldframe {

enum class OutputFormat { Table, Json, Csv, Markdown };

// Whether it is for people: a headline, tables and sentences.
constexpr bool isWords(OutputFormat format) {
  return format == OutputFormat::Table || format == OutputFormat::Markdown;
}

} // namespace coldframe
