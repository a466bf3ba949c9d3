#include "app/cli/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace coldframe::cli {

namespace fs = std::filesystem;

Error OutputFile::problem(const std::string& doing) const {
  Error error = makeError(ErrorKind::Output, "cannot " + doing + ": " + std::strerror(errno));
  error.problems.front().file = m_path;
  return error;
}

Result<OutputFile> OutputFile::beside(const std::string& path) {
  OutputFile out;
  out.m_path = path;
  std::error_code ignored;
  const fs::path followed = fs::weakly_canonical(path, ignored);
  out.m_target = ignored || followed.empty() ? path : followed.string();

  struct stat existing {};
  const bool exists = ::stat(out.m_target.c_str(), &existing) == 0;
  if (exists && S_ISDIR(existing.st_mode)) {
    errno = EISDIR;
    return failure(out.problem("write this file"));
  }
  if (exists && !S_ISREG(existing.st_mode)) {
    out.m_file = ::open(out.m_target.c_str(), O_WRONLY | O_CLOEXEC);
    if (out.m_file < 0)
      return failure(out.problem("write to it"));
    return out;
  }
  std::string pattern = out.m_target + ".XXXXXX";
  out.m_file = ::mkostemp(pattern.data(), O_CLOEXEC);
  if (out.m_file < 0)
    return failure(out.problem("write a file beside it"));
  out.m_temporary = pattern;
  mode_t mode = existing.st_mode & 07777;
  if (!exists) {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    mode = 0666 & ~mask;
  }
  ::fchmod(out.m_file, mode);
  return out;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_target(std::move(other.m_target)),
      m_temporary(std::exchange(other.m_temporary, {})), m_file(std::exchange(other.m_file, -1)) {}

OutputFile::~OutputFile() {
  if (m_file >= 0)
    ::close(m_file);
  if (!m_temporary.empty())
    ::unlink(m_temporary.c_str());
}

Result<void> OutputFile::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(m_file, text.data(), text.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return failure(problem("write it"));
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> OutputFile::commit() {
  if (!m_temporary.empty() && ::fsync(m_file) != 0)
    return failure(problem("write it to the disk"));
  if (::close(std::exchange(m_file, -1)) != 0)
    return failure(problem("close it"));
  if (!m_temporary.empty()) {
    if (std::rename(m_temporary.c_str(), m_target.c_str()) != 0)
      return failure(problem("rename the new file over it"));
    m_temporary.clear();
  }
  return {};
}

Result<void> writeFile(const std::string& path, std::string_view text) {
  auto file = OutputFile::beside(path);
  if (!file)
    return failure(file.error());
  if (auto written = file->write(text); !written)
    return written;
  return file->commit();
}

} // namespace coldframe::cli
