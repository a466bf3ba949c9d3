#include "sim/trace/file_text.h"

#include "sim/json/document.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace coldframe {

namespace {

constexpr std::size_t kMostHeld = std::size_t{4} << 20;

// A file that nobody else can open and that is gone with its last user; -1: there is no place for one.
int temporaryFile() {
  const char* asked = std::getenv("TMPDIR");
  std::string path = asked != nullptr && *asked != '\0' ? asked : "/var/tmp";
  path += "/coldframe-XXXXXX";
  const int file = ::mkostemp(path.data(), O_CLOEXEC);
  if (file >= 0)
    ::unlink(path.c_str());
  return file;
}

class Descriptor {
public:
  explicit Descriptor(int file) : m_file(file) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (m_file >= 0)
      ::close(m_file);
  }
  int get() const { return m_file; }

private:
  int m_file;
};

bool writeAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0)
      return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

} // namespace

FileText::FileText(FileText&& other) noexcept
    : m_held(std::move(other.m_held)), m_over(std::exchange(other.m_over, {})),
      m_mapped(std::exchange(other.m_mapped, nullptr)), m_size(std::exchange(other.m_size, 0)),
      m_passed(std::exchange(other.m_passed, 0)) {}

FileText& FileText::operator=(FileText&& other) noexcept {
  std::swap(m_held, other.m_held);
  std::swap(m_over, other.m_over);
  std::swap(m_mapped, other.m_mapped);
  std::swap(m_size, other.m_size);
  std::swap(m_passed, other.m_passed);
  return *this;
}

FileText::~FileText() {
  if (m_mapped != nullptr)
    ::munmap(m_mapped, m_size);
}

bool FileText::map(int file, std::size_t size) {
  void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (at == MAP_FAILED)
    return false;
  ::madvise(at, size, MADV_SEQUENTIAL);
  m_mapped = static_cast<char*>(at);
  m_size = size;
  return true;
}

Result<FileText> FileText::open(const std::string& path, std::size_t most) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0 || S_ISDIR(status.st_mode)) {
    const auto none = readTextFile(path, most); // says why
    return none ? Result<FileText>(FileText(*none)) : failure(none.error());
  }
  const auto size = static_cast<std::size_t>(S_ISREG(status.st_mode) ? status.st_size : 0);
  FileText mapped;
  if (size > 0 && size <= most && mapped.map(file.get(), size))
    return mapped;
  GatheredText gathered;
  std::string piece(std::size_t{1} << 16, '\0');
  ssize_t got = 0;
  while (size <= most && gathered.size() <= most && (got = ::read(file.get(), piece.data(), piece.size())) > 0)
    gathered.append(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
  if (got < 0 || std::max(size, gathered.size()) > most) {
    Problem problem;
    problem.file = path;
    problem.what =
        got < 0 ? "cannot be read to its end: " + std::string(std::strerror(errno)) : "the file is too large";
    problem.expectation = got < 0 ? "a readable file" : "at most " + std::to_string(most) + " bytes";
    return failure(Error{ErrorKind::Input, {std::move(problem)}});
  }
  return gathered.finish();
}

FileText FileText::over(std::string_view bytes) {
  FileText out;
  out.m_over = bytes;
  return out;
}

std::string_view FileText::text() const {
  if (m_mapped != nullptr)
    return {m_mapped, m_size};
  return m_over.empty() ? std::string_view(m_held) : m_over;
}

void FileText::passed(std::size_t position) {
  if (m_mapped == nullptr)
    return;
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const std::size_t whole = std::min(position, m_size) / page * page;
  if (whole > m_passed)
    ::madvise(m_mapped + m_passed, whole - m_passed, MADV_DONTNEED);
  m_passed = whole; // a second look begins again from the front
}

GatheredText::~GatheredText() {
  if (m_file >= 0)
    ::close(m_file);
}

void GatheredText::append(std::string_view piece) {
  m_held += piece;
  if (m_held.size() >= kMostHeld && !m_noRoom)
    spill();
}

void GatheredText::spill() {
  if (m_file < 0)
    m_file = temporaryFile();
  if (m_file < 0 || !writeAll(m_file, m_held))
    return holdAll();
  m_written += m_held.size();
  m_held.clear();
}

// The disk is full: what went there comes back.
void GatheredText::holdAll() {
  m_noRoom = true;
  std::string all(m_written, '\0');
  for (std::size_t at = 0; at < m_written && !m_lost;) {
    const ssize_t got = ::pread(m_file, all.data() + at, m_written - at, static_cast<off_t>(at));
    m_lost = got <= 0;
    at += m_lost ? 0 : static_cast<std::size_t>(got);
  }
  all += m_held;
  m_held = std::move(all);
  m_written = 0;
}

Result<FileText> GatheredText::finish() {
  FileText out;
  if (m_written > 0 && !m_held.empty())
    spill();
  if (m_written > 0 && !out.map(m_file, m_written))
    holdAll();
  if (m_lost)
    return failure(ErrorKind::Internal, "what was written to a temporary file cannot be read again");
  if (m_written == 0)
    out = FileText(std::exchange(m_held, {}));
  m_written = 0;
  return out;
}

} // namespace coldframe
