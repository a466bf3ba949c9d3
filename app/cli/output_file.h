// Where a result goes: standard output, or a file that is replaced whole or not at all. The new text is written beside
// the old file and renamed over it; a failure leaves the old file as it was. Devices and pipes are written to directly.
#pragma once

#include "sim/base/result.h"

#include <iosfwd>
#include <string>
#include <string_view>

namespace coldframe::cli {

class OutputFile {
public:
  // Opens the file beside `path` at once, so that a run of hours does not end at a folder that cannot be written.
  static Result<OutputFile> beside(const std::string& path);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile(); // removes what was not committed

  Result<void> write(std::string_view text); // may be called again; the texts follow each other
  Result<void> commit();                     // from now on the file holds what was written

private:
  OutputFile() = default;
  Error problem(const std::string& doing) const;

  std::string m_path;      // as the user named it
  std::string m_target;    // symbolic links followed
  std::string m_temporary; // empty when written directly
  int m_file = -1;
};

// A text that is at hand whole.
Result<void> writeFile(const std::string& path, std::string_view text);

} // namespace coldframe::cli
