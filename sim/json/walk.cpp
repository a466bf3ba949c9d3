#include "sim/json/walk.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <istream>
#include <optional>

namespace coldframe {

namespace {

constexpr std::size_t kMostLevels = 64;

// The number behind `mark` in the library's message; 0: there is none.
int numberBehind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  int number = 0;
  if (at != std::string_view::npos)
    std::from_chars(text.data() + at + mark.size(), text.data() + text.size(), number);
  return number;
}

} // namespace

std::string JsonPath::pointer() const {
  std::string text;
  for (std::size_t i = 0; i < m_size; ++i)
    text += "/" + escapePointerSegment(m_keys[i]);
  return text;
}

class JsonWalk {
public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  JsonWalk(const std::string& fileName, JsonVisitor& visitor) : m_fileName(fileName), m_visitor(visitor) {}

  bool null() { return plain("null", JsonKind::Null); }
  bool boolean(bool value) { return plain(value ? "true" : "false", JsonKind::Boolean); }
  bool number_integer(number_integer_t value) { return plain(std::to_string(value), JsonKind::Integer); }
  bool number_unsigned(number_unsigned_t value) { return plain(std::to_string(value), JsonKind::Integer); }
  bool number_float(number_float_t, const string_t& text) { return plain(text, JsonKind::Number); }
  bool string(string_t& value) { return plain(value, JsonKind::String); }
  bool binary(binary_t&) { return false; } // JSON text has none
  bool start_object(std::size_t) { return open(false); }
  bool start_array(std::size_t) { return open(true); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    m_path.m_keys[m_path.m_size - 1] = name;
    return true;
  }

  template <class Exception>
  bool parse_error(std::size_t, const std::string&, const Exception& error) {
    const std::string_view what = error.what();
    Problem problem;
    const bool early = what.find("unexpected end of input") != std::string_view::npos ||
                       what.find("missing closing quote") != std::string_view::npos;
    problem.what = early                                                 ? "the text ends too early"
                   : what.find("UTF-8") != std::string_view::npos        ? "the text is not UTF-8"
                   : what.find("out_of_range") != std::string_view::npos ? "the number is too large"
                                                                         : "this is not JSON";
    problem.expectation = early ? "a whole JSON document" : "";
    problem.file = m_fileName;
    problem.line = numberBehind(what, "at line ");
    problem.column = numberBehind(what, ", column ");
    problem.pointer = m_path.pointer();
    m_error = Error{ErrorKind::Input, {std::move(problem)}};
    return false;
  }

  Result<void> result(bool done) {
    if (done)
      return {};
    return failure(m_error.value_or(makeError(ErrorKind::Input, m_fileName + ": this is not JSON")));
  }

private:
  // A value follows: elements of an array count up.
  void next() {
    if (!m_open.empty() && m_open.back().array)
      m_path.m_keys[m_path.m_size - 1] = std::to_string(m_open.back().count++);
  }

  bool plain(std::string_view text, JsonKind kind) {
    next();
    return take(m_visitor.value(m_path, text, kind));
  }

  bool open(bool array) {
    next();
    if (m_open.size() >= kMostLevels) {
      Problem problem;
      problem.what = "nested too deeply";
      problem.file = m_fileName;
      problem.pointer = m_path.pointer();
      problem.expectation = "at most " + std::to_string(kMostLevels) + " levels";
      m_error = Error{ErrorKind::Input, {std::move(problem)}};
      return false;
    }
    m_open.push_back({array, 0});
    if (m_path.m_keys.size() <= m_path.m_size)
      m_path.m_keys.emplace_back();
    m_path.m_keys[m_path.m_size++].clear();
    return true;
  }

  bool close() {
    m_open.pop_back();
    --m_path.m_size;
    return take(m_visitor.end(m_path));
  }

  bool take(Result<void> taken) {
    if (!taken)
      m_error = std::move(taken.error());
    return !m_error;
  }

  struct Open {
    bool array = false;
    std::int64_t count = 0;
  };

  const std::string& m_fileName;
  JsonVisitor& m_visitor;
  JsonPath m_path;
  std::vector<Open> m_open;
  std::optional<Error> m_error;
};

Result<void> walkJson(std::istream& in, const std::string& fileName, JsonVisitor& visitor) {
  JsonWalk walk(fileName, visitor);
  const bool done = nlohmann::json::sax_parse(in, &walk);
  return walk.result(done);
}

} // namespace coldframe
