// The bytes of a file that is read once, from its begin to its end, without holding all of them: a log may be larger
// than the trace that is made of it. A regular file is mapped, and what has been read is handed back to the system;
// what has no size beforehand (a pipe, unpacked data) is held while it is small and else goes through a temporary
// file without a name, in $TMPDIR or /var/tmp. Where there is no room for that, it is held all the same.
//
// A file that somebody cuts short while it is mapped ends the program, as with every mapped file; one that grows is
// read as far as it was when it was opened.
#pragma once

#include "sim/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace coldframe {

class FileText {
public:
  FileText() = default;
  explicit FileText(std::string held) : m_held(std::move(held)) {}
  static FileText over(std::string_view bytes); // somebody else's, who keeps them
  FileText(FileText&& other) noexcept;
  FileText& operator=(FileText&& other) noexcept;
  ~FileText();

  // Errors (Input): what readTextFile says of folders, missing files and those of more than `most` bytes.
  static Result<FileText> open(const std::string& path, std::size_t most);

  std::string_view text() const;
  // What lies before `position` has been read. It may be looked at again, at the price of being read again.
  void passed(std::size_t position);

private:
  friend class GatheredText;
  bool map(int file, std::size_t size);

  std::string m_held;
  std::string_view m_over;
  char* m_mapped = nullptr;
  std::size_t m_size = 0;   // of what is mapped
  std::size_t m_passed = 0; // before it nothing is held
};

// Bytes that come one piece after the other → a text.
class GatheredText {
public:
  GatheredText() = default;
  GatheredText(const GatheredText&) = delete;
  GatheredText& operator=(const GatheredText&) = delete;
  ~GatheredText();

  void append(std::string_view piece);
  std::size_t size() const { return m_written + m_held.size(); }
  // Leaves it empty. Errors (Internal): what was written to the temporary file cannot be read again.
  Result<FileText> finish();

private:
  void spill();
  void holdAll();

  std::string m_held;        // what is in no file
  std::size_t m_written = 0; // what is
  int m_file = -1;
  bool m_noRoom = false;
  bool m_lost = false;
};

} // namespace coldframe
