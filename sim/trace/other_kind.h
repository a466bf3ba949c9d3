// What a file is that is no recorded run, by its first bytes: so that a picture, a workbook or an error page of a cloud
// is called what it is.
#pragma once

#include <string>
#include <string_view>

namespace coldframe {

struct OtherKind {
  std::string what;   // "a zip archive, as Excel workbooks are"; empty: nothing is known of it
  std::string advice; // "save the sheet as CSV, or unpack it"
};
OtherKind otherKindOf(std::string_view head);

} // namespace coldframe
