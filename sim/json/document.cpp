#include "sim/json/document.h"

#include "sim/base/in_quotes.h"

#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <unordered_set>

namespace coldframe {

namespace {

constexpr std::size_t kMostProblems = 1000;
constexpr std::size_t kScanKeys = 16; // up to this many members a key is looked for one by one

// Follows the parser through the text and knows line and column of each token. The parser has already checked a token
// when its event comes, so finding where it begins and ends needs no more than skipping.
class Cursor {
public:
  explicit Cursor(std::string_view text) : m_text(text) {}

  // To the first character of the next token.
  void toToken() {
    while (m_at < m_text.size() && std::string_view(" \t\r\n,:").find(m_text[m_at]) != std::string_view::npos)
      step();
  }
  void passString() {
    step();
    while (m_at < m_text.size() && m_text[m_at] != '"') {
      if (m_text[m_at] == '\\')
        step();
      step();
    }
    step();
  }
  // Numbers and the words true, false, null.
  void passWord() {
    while (m_at < m_text.size() && std::string_view(" \t\r\n,:]}").find(m_text[m_at]) == std::string_view::npos)
      step();
  }
  void passBracket() { step(); }
  void toOffset(std::size_t offset) {
    while (m_at < offset && m_at < m_text.size())
      step();
  }

  int line() const { return m_line; }
  int column() const { return m_column; }

private:
  void step() {
    if (m_at >= m_text.size())
      return;
    const char c = m_text[m_at++];
    if (c == '\n') {
      ++m_line;
      m_column = 1;
    } else if (m_at == m_text.size() || (static_cast<unsigned char>(m_text[m_at]) & 0xC0) != 0x80) {
      ++m_column; // continuation bytes belong to the character before them
    }
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  int m_line = 1;
  int m_column = 1;
};

// The library's words after its own name, number and place.
std::string parserReason(std::string what) {
  for (const std::string_view mark : {"parsing value - ", "parsing object key - ", "parsing object separator - ",
                                      "parsing object - ", "parsing array - ", "syntax error - ", " - ", ": "}) {
    const std::size_t at = what.find(mark);
    if (at != std::string::npos)
      return what.substr(at + mark.size());
  }
  return what;
}

class TreeBuilder {
public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  TreeBuilder(std::string_view text, std::shared_ptr<const std::string> file, const JsonLimits& limits)
      : m_text(text), m_cursor(text), m_file(std::move(file)), m_limits(limits) {}

  bool null() { return word(JsonNode::null()); }
  bool boolean(bool value) { return word(JsonNode::boolean(value)); }
  bool number_integer(number_integer_t value) { return word(JsonNode::integer(value)); }
  bool number_unsigned(number_unsigned_t value) { return word(JsonNode::unsignedInteger(value)); }
  bool number_float(number_float_t value, const string_t&) { return word(JsonNode::number(value)); }
  bool string(string_t& value) {
    begin();
    m_cursor.passString();
    return put(JsonNode::string(std::move(value)));
  }
  bool binary(binary_t&) { return false; } // JSON text has none

  bool start_object(std::size_t) { return open(JsonNode::object()); }
  bool start_array(std::size_t) { return open(JsonNode::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(string_t& name) {
    begin();
    m_cursor.passString();
    m_key = name;
    m_keyLine = m_line;
    m_keyColumn = m_column;
    noteKey();
    return m_problems.size() < kMostProblems;
  }

  template <class Exception>
  bool parse_error(std::size_t position, const std::string& lastToken, const Exception& error) {
    m_cursor.toOffset(position == 0 ? 0 : position - 1);
    m_line = m_cursor.line();
    m_column = m_cursor.column();
    const std::string reason = parserReason(error.what());
    if (reason.find("unexpected end of input") != std::string::npos || position > m_text.size()) {
      std::string what = "the text ends too early";
      if (!m_open.empty())
        what += ": " + std::string(m_open.back()->isObject() ? "the object" : "the array") + " begun in line " +
                std::to_string(m_open.back()->line()) + " is not closed";
      problem(what, {}, "a whole JSON document");
    } else if (reason.find("number overflow") != std::string::npos) {
      problem("the number is too large", lastToken.substr(0, 40) + (lastToken.size() > 40 ? "…" : ""),
              "a magnitude below 1.8e308");
    } else if (m_open.empty() && m_seen > 0) {
      const std::string_view rest = m_text.substr(position == 0 ? 0 : position - 1);
      problem("there is text after the end of the document", inQuotes(rest.substr(0, rest.find('\n')), 40), "nothing");
    } else if (reason.find("UTF-8") != std::string::npos) {
      problem("the text is not UTF-8", {}, "UTF-8");
    } else {
      problem("not JSON: " + reason, {}, {});
    }
    return false;
  }

  std::vector<Problem>& problems() { return m_problems; }
  JsonNode& root() { return m_root; }

private:
  void begin() {
    m_cursor.toToken();
    m_line = m_cursor.line();
    m_column = m_cursor.column();
  }

  bool word(JsonNode node) {
    begin();
    m_cursor.passWord();
    return put(std::move(node));
  }

  bool open(JsonNode node) {
    begin();
    m_cursor.passBracket();
    if (m_open.size() >= m_limits.depth) {
      problem("nested too deeply", {}, "at most " + std::to_string(m_limits.depth) + " levels");
      return false;
    }
    JsonNode* placed = nullptr;
    if (!put(std::move(node), &placed))
      return false;
    m_open.push_back(placed);
    m_keys.emplace_back();
    return true;
  }

  bool close() {
    begin();
    m_cursor.passBracket();
    m_open.pop_back();
    m_keys.pop_back();
    return true;
  }

  bool put(JsonNode node, JsonNode** placed = nullptr) {
    if (++m_seen > m_limits.values) {
      problem("too many values", {}, "at most " + std::to_string(m_limits.values));
      return false;
    }
    node.setPlace(m_file, m_line, m_column);
    JsonNode* at = &m_root;
    if (m_open.empty())
      m_root = std::move(node);
    else if (m_open.back()->isObject())
      at = &m_open.back()->add(std::move(m_key), std::move(node), m_keyLine, m_keyColumn);
    else
      at = &m_open.back()->append(std::move(node));
    if (placed)
      *placed = at;
    return true;
  }

  void noteKey() {
    const JsonNode& object = *m_open.back();
    auto& seen = m_keys.back();
    bool twice = false;
    if (object.size() < kScanKeys) {
      twice = object.find(m_key) != nullptr;
    } else {
      if (seen.empty())
        for (std::size_t i = 0; i < object.size(); ++i)
          seen.insert(object.keyAt(i));
      twice = !seen.insert(m_key).second;
    }
    if (!twice)
      return;
    problem("the key \"" + m_key + "\" stands here twice", {}, "each key once");
    m_problems.back().pointer = object.pointer() + "/" + escapePointerSegment(m_key);
  }

  void problem(std::string what, std::string value, std::string expectation) {
    Problem p;
    p.what = std::move(what);
    p.file = *m_file;
    p.line = m_line;
    p.column = m_column;
    p.pointer = m_open.empty() ? std::string() : m_open.back()->pointer();
    p.value = std::move(value);
    p.expectation = std::move(expectation);
    m_problems.push_back(std::move(p));
  }

  std::string_view m_text;
  Cursor m_cursor;
  std::shared_ptr<const std::string> m_file;
  const JsonLimits& m_limits;
  JsonNode m_root;
  std::vector<JsonNode*> m_open;
  std::vector<std::unordered_set<std::string>> m_keys; // of open objects with many members
  std::string m_key;
  int m_keyLine = 0, m_keyColumn = 0;
  int m_line = 1, m_column = 1;
  std::size_t m_seen = 0;
  std::vector<Problem> m_problems;
};

// Takes "basis" and "source" out of `object`.
void takeAnnotation(JsonNode& object, std::vector<Problem>& problems) {
  Basis basis = Basis::Unstated;
  std::string source;
  const auto wrong = [&](const JsonNode& given, std::string what, std::string expectation) {
    if (problems.size() == kMostProblems)
      return;
    problems.push_back(problemAt(given, std::move(what), std::move(expectation)));
    problems.back().value = given.isString() ? given.asString() : std::string(given.kindName());
  };
  if (const JsonNode* given = object.find("basis"))
    if (!given->isString() || !basisFromName(given->asString(), basis))
      wrong(*given, "not a basis of a figure", "published, measured, documented, derived, fitted or assumed");
  if (const JsonNode* given = object.find("source")) {
    if (given->isString())
      source = given->asString();
    else
      wrong(*given, "a source is a text", "a text");
  }
  object.remove("basis");
  object.remove("source");
  object.annotate(basis, std::move(source));
}

void unwrapAnnotations(JsonNode& node, std::vector<Problem>& problems, const std::vector<std::string_view>& literal) {
  for (std::size_t i = 0; i < node.size(); ++i)
    if (!node.isObject() || std::find(literal.begin(), literal.end(), node.keyAt(i)) == literal.end())
      unwrapAnnotations(node.at(i), problems, {});
  if (!node.isObject() || (!node.find("basis") && !node.find("source")))
    return;
  takeAnnotation(node, problems);
  if (node.size() != 1 || node.keyAt(0) != "value")
    return;
  JsonNode value = std::move(node.at(0));
  Basis basis = value.ownBasis() == Basis::Unstated ? node.ownBasis() : value.ownBasis();
  std::string source = value.ownSource().empty() ? node.ownSource() : value.ownSource();
  value.annotate(basis, std::move(source));
  node = std::move(value);
}

Result<JsonDocument> inputFailure(std::vector<Problem> problems) {
  return failure(Error{ErrorKind::Input, std::move(problems)});
}

} // namespace

Result<void> takeAnnotations(JsonNode& root, const std::vector<std::string_view>& literal) {
  std::vector<Problem> problems;
  unwrapAnnotations(root, problems, literal);
  if (!problems.empty())
    return failure(Error{ErrorKind::Input, std::move(problems)});
  return {};
}

Result<JsonDocument> JsonDocument::parse(std::string_view text, std::string fileName, const JsonLimits& limits) {
  Problem whole;
  whole.file = fileName;
  if (text.size() > limits.bytes) {
    whole.what = "the document is too large";
    whole.value = std::to_string(text.size()) + " bytes";
    whole.expectation = "at most " + std::to_string(limits.bytes) + " bytes";
    return inputFailure({whole});
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    whole.what = "the text begins with a byte order mark; save it as UTF-8 without one";
    whole.line = whole.column = 1;
    return inputFailure({whole});
  }
  // The parser takes a zero byte for the end of the text, so one would hide whatever follows it.
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    Cursor cursor(text);
    cursor.toOffset(zero);
    const bool wide = zero < 2 || text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    whole.what = wide ? "the text looks like UTF-16; save it as UTF-8" : "the text contains a zero byte";
    whole.expectation = "a text in UTF-8";
    whole.line = cursor.line();
    whole.column = cursor.column();
    return inputFailure({whole});
  }
  auto file = std::make_shared<const std::string>(fileName);
  TreeBuilder builder(text, file, limits);
  // Returns false on the first syntax error and when the builder says stop; the builder has noted why.
  const bool complete = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  assert(complete || !builder.problems().empty());
  if (!complete || !builder.problems().empty())
    return inputFailure(std::move(builder.problems()));
  JsonDocument document(std::move(builder.root()), std::move(fileName));
  if (limits.annotations) {
    Result<void> taken = takeAnnotations(document.m_root);
    if (!taken)
      return failure(std::move(taken.error()));
  }
  return document;
}

Result<JsonDocument> JsonDocument::readFile(const std::string& path, const JsonLimits& limits) {
  Result<std::string> text = readTextFile(path, limits.bytes);
  if (!text)
    return failure(std::move(text.error()));
  return parse(*text, path, limits);
}

Problem problemAt(const JsonNode& node, std::string what, std::string expectation) {
  Problem p;
  p.what = std::move(what);
  p.file = node.file();
  p.line = node.line();
  p.column = node.column();
  p.pointer = node.pointer();
  p.expectation = std::move(expectation);
  return p;
}

Result<std::string> readTextFile(const std::string& path, std::size_t limit) {
  Problem p;
  p.file = path;
  const auto refuse = [&](std::string what, std::string expectation = {}) -> Result<std::string> {
    p.what = std::move(what);
    p.expectation = std::move(expectation);
    return failure(Error{ErrorKind::Input, {p}});
  };
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    return refuse("cannot be read: " + std::string(std::strerror(errno)), "a file");
  if (S_ISDIR(status.st_mode))
    return refuse("is a folder", "a file");
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return refuse("cannot be read: " + std::string(std::strerror(errno)), "a file");
  // Read in pieces: pipes have no size, and a file may grow past its size while it is read.
  std::string text;
  std::string piece(std::size_t{1} << 16, '\0');
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0) {
    text.append(piece, 0, static_cast<std::size_t>(file.gcount()));
    if (text.size() > limit) {
      p.value = "over " + std::to_string(limit) + " bytes";
      return refuse("the file is too large", "at most " + std::to_string(limit) + " bytes");
    }
  }
  if (file.bad())
    return refuse("cannot be read to its end: " + std::string(std::strerror(errno)), "a readable file");
  return text;
}

} // namespace coldframe
