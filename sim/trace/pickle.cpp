#include "sim/trace/pickle.h"

#include "sim/base/in_quotes.h"
#include "sim/trace/pickle_values.h"

#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_map>
#include <vector>

namespace coldframe {

namespace {

using Index = PickleValues::Index;

struct Refused {
  char code;
  std::string_view name;
};
constexpr Refused kRefused[]{{'c', "GLOBAL"},
                             {'R', "REDUCE"},
                             {'b', "BUILD"},
                             {'i', "INST"},
                             {'o', "OBJ"},
                             {'\x81', "NEWOBJ"},
                             {'\x92', "NEWOBJ_EX"},
                             {'\x93', "STACK_GLOBAL"},
                             {'\x82', "EXT1"},
                             {'\x83', "EXT2"},
                             {'\x84', "EXT4"},
                             {'P', "PERSID"},
                             {'Q', "BINPERSID"},
                             {'\x97', "NEXT_BUFFER"},
                             {'\x98', "READONLY_BUFFER"}};

class PickleMachine {
public:
  explicit PickleMachine(std::string_view bytes) : m_bytes(bytes), m_values(bytes) {}

  // The top value. Nothing: `what` and `at` say why.
  std::optional<Index> run() {
    while (m_at < m_bytes.size()) {
      m_opcode = m_at;
      const char code = m_bytes[m_at++];
      if (code == '.') {
        if (m_stack.empty() || !m_marks.empty())
          return refuse("it stops in the middle of a value");
        return m_stack.back();
      }
      if (!step(code))
        return m_short ? cutOff() : std::nullopt;
    }
    return cutOff();
  }

  const PickleValues& values() const { return m_values; }
  const std::string& what() const { return m_what; }
  std::size_t at() const { return m_opcode; }
  bool wasCutOff() const { return m_cutOff; }

private:
  std::nullopt_t refuse(std::string what) {
    m_what = std::move(what);
    return std::nullopt;
  }
  bool wrong(std::string what) {
    m_what = std::move(what);
    return false;
  }

  // --- operands

  std::optional<std::string_view> take(std::uint64_t size) {
    if (size > m_bytes.size() - m_at) {
      m_short = true;
      return std::nullopt;
    }
    const std::string_view out = m_bytes.substr(m_at, static_cast<std::size_t>(size));
    m_at += static_cast<std::size_t>(size);
    return out;
  }
  // Little-endian, 1 to 8 bytes.
  std::optional<std::uint64_t> number(std::size_t size) {
    const auto raw = take(size);
    if (!raw)
      return std::nullopt;
    std::uint64_t out = 0;
    for (std::size_t i = size; i-- > 0;)
      out = out << 8U | static_cast<unsigned char>((*raw)[i]);
    return out;
  }
  std::optional<std::string_view> counted(std::size_t sizeOfCount) {
    const auto size = number(sizeOfCount);
    return size ? take(*size) : std::nullopt;
  }
  std::optional<std::string_view> line() {
    const std::size_t end = m_bytes.find('\n', m_at);
    if (end == std::string_view::npos) {
      m_short = true;
      return std::nullopt;
    }
    const std::string_view out = m_bytes.substr(m_at, end - m_at);
    m_at = end + 1;
    return out;
  }

  // --- the stack

  bool push(Index value) {
    m_stack.push_back(value);
    return true;
  }
  std::size_t base() const { return m_marks.empty() ? 0 : m_marks.back(); }
  bool need(std::size_t count) {
    return m_stack.size() - base() >= count || wrong("it takes a value that is not there");
  }
  bool popMark(std::size_t& from) {
    if (m_marks.empty())
      return wrong("it takes values back to a mark that is not there");
    from = m_marks.back();
    m_marks.pop_back();
    return true;
  }

  // What stands from `from` to the top goes into one value.
  bool gather(PickleValues::Kind kind, std::size_t from) {
    const Index made = m_values.container(kind);
    if (!fill(made, from))
      return false;
    return push(made);
  }
  bool fill(Index into, std::size_t from) {
    if (m_values.kind(into) == PickleValues::Kind::Dict && (m_stack.size() - from) % 2 != 0)
      return wrong("a dict has a key without a value");
    for (std::size_t i = from; i < m_stack.size(); ++i)
      m_values.add(into, m_stack[i]);
    m_stack.resize(from);
    return true;
  }
  bool fillBelow(std::size_t from, PickleValues::Kind kind) {
    if (from == 0 || from <= base() || m_values.kind(m_stack[from - 1]) != kind)
      return wrong("it adds to a value that is no container of that kind");
    return fill(m_stack[from - 1], from);
  }
  bool gatherMarked(PickleValues::Kind kind) {
    std::size_t from = 0;
    return popMark(from) && gather(kind, from);
  }
  bool fillMarked(PickleValues::Kind kind) {
    std::size_t from = 0;
    return popMark(from) && fillBelow(from, kind);
  }

  // --- the memo

  bool remember(std::uint64_t place) {
    if (!need(1))
      return false;
    m_memo[place] = m_stack.back();
    return true;
  }
  bool recall(std::uint64_t place) {
    const auto found = m_memo.find(place);
    return found == m_memo.end() ? wrong("it takes a value from the memo that is not there") : push(found->second);
  }
  template <typename Use>
  bool withNumber(std::size_t size, Use use) {
    const auto value = number(size);
    return value && use(*value);
  }
  // A decimal operand on a line.
  template <typename Use>
  bool withLineNumber(Use use) {
    const auto text = line();
    if (!text)
      return false;
    std::uint64_t value = 0;
    if (text->empty() || text->size() > 18)
      return wrong("a place in the memo is not a number");
    for (const char c : *text) {
      if (c < '0' || c > '9')
        return wrong("a place in the memo is not a number");
      value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return use(value);
  }
  bool text(std::optional<std::string_view> raw, PickleValues::Kind kind) {
    return raw && push(m_values.text(kind, *raw));
  }

  bool longOf(std::optional<std::string_view> raw) {
    if (!raw)
      return false;
    if (raw->size() > 8)
      return push(m_values.simple(PickleValues::Kind::None)); // beyond 64 bits
    std::uint64_t bits = 0;
    for (std::size_t i = raw->size(); i-- > 0;)
      bits = bits << 8U | static_cast<unsigned char>((*raw)[i]);
    if (!raw->empty() && raw->size() < 8 && (static_cast<unsigned char>(raw->back()) & 0x80U) != 0)
      bits |= ~std::uint64_t{0} << (8 * raw->size());
    return push(m_values.whole(std::bit_cast<std::int64_t>(bits)));
  }
  // Decimal text of protocol 0: INT (also booleans, as 00 and 01), LONG (an L behind), FLOAT.
  bool decimal(std::optional<std::string_view> raw, bool isInt) {
    if (!raw)
      return false;
    if (isInt && (*raw == "00" || *raw == "01"))
      return push(m_values.simple(*raw == "01" ? PickleValues::Kind::True : PickleValues::Kind::False));
    std::string_view digits = *raw;
    if (digits.ends_with('L'))
      digits.remove_suffix(1);
    return push(m_values.decimal(digits));
  }

  bool step(char code) {
    using Kind = PickleValues::Kind;
    std::size_t from = 0;
    switch (code) {
    case '\x80': // PROTO
      return withNumber(1, [this](std::uint64_t protocol) {
        return protocol <= 5 || wrong("protocol " + std::to_string(protocol) + " is newer than 5");
      });
    case '\x95': // FRAME: says only how much may be read at once
      return number(8).has_value();
    case '(':
      m_marks.push_back(m_stack.size());
      return true;
    case '0': // POP, of a mark too
      if (m_stack.size() == base() && !m_marks.empty()) {
        m_marks.pop_back();
        return true;
      }
      if (!need(1))
        return false;
      m_stack.pop_back();
      return true;
    case '1': // POP_MARK
      if (!popMark(from))
        return false;
      m_stack.resize(from);
      return true;
    case '2': // DUP
      return need(1) && push(m_stack.back());
    case 'N':
      return push(m_values.simple(Kind::None));
    case '\x88':
      return push(m_values.simple(Kind::True));
    case '\x89':
      return push(m_values.simple(Kind::False));
    case 'I':
      return decimal(line(), true);
    case 'L':
    case 'F':
      return decimal(line(), false);
    case 'J': // BININT, signed
      return withNumber(4, [this](std::uint64_t bits) {
        return push(m_values.whole(static_cast<std::int32_t>(static_cast<std::uint32_t>(bits))));
      });
    case 'K':
      return withNumber(1, [this](std::uint64_t n) { return push(m_values.whole(static_cast<std::int64_t>(n))); });
    case 'M':
      return withNumber(2, [this](std::uint64_t n) { return push(m_values.whole(static_cast<std::int64_t>(n))); });
    case '\x8a':
      return longOf(counted(1));
    case '\x8b':
      return longOf(counted(4));
    case 'G': // BINFLOAT: the one big-endian operand
      return withNumber(8, [this](std::uint64_t bits) {
        return push(m_values.real(std::bit_cast<double>(__builtin_bswap64(bits))));
      });
    case 'S': // STRING: quoted, with escapes
      return quoted(line());
    case 'V':
      return text(line(), Kind::EscapedText);
    case 'X':
      return text(counted(4), Kind::Text);
    case '\x8c':
      return text(counted(1), Kind::Text);
    case '\x8d':
      return text(counted(8), Kind::Text);
    case 'U':
    case 'C':
      return text(counted(1), Kind::Bytes);
    case 'T':
    case 'B':
      return text(counted(4), Kind::Bytes);
    case '\x8e':
    case '\x96':
      return text(counted(8), Kind::Bytes);
    case ']':
      return push(m_values.container(Kind::List));
    case '}':
      return push(m_values.container(Kind::Dict));
    case ')':
      return push(m_values.container(Kind::Tuple));
    case '\x8f':
      return push(m_values.container(Kind::Set));
    case 'l':
      return gatherMarked(Kind::List);
    case 't':
      return gatherMarked(Kind::Tuple);
    case 'd':
      return gatherMarked(Kind::Dict);
    case '\x91':
      return gatherMarked(Kind::Set);
    case '\x85':
    case '\x86':
    case '\x87': {
      const auto count = static_cast<std::size_t>(static_cast<unsigned char>(code) - 0x84U);
      return need(count) && gather(Kind::Tuple, m_stack.size() - count);
    }
    case 'a':
      return need(2) && fillBelow(m_stack.size() - 1, Kind::List);
    case 's':
      return need(3) && fillBelow(m_stack.size() - 2, Kind::Dict);
    case 'e':
      return fillMarked(Kind::List);
    case 'u':
      return fillMarked(Kind::Dict);
    case '\x90':
      return fillMarked(Kind::Set);
    case 'p':
      return withLineNumber([this](std::uint64_t place) { return remember(place); });
    case 'q':
      return withNumber(1, [this](std::uint64_t place) { return remember(place); });
    case 'r':
      return withNumber(4, [this](std::uint64_t place) { return remember(place); });
    case '\x94': // MEMOIZE
      return remember(m_memo.size());
    case 'g':
      return withLineNumber([this](std::uint64_t place) { return recall(place); });
    case 'h':
      return withNumber(1, [this](std::uint64_t place) { return recall(place); });
    case 'j':
      return withNumber(4, [this](std::uint64_t place) { return recall(place); });
    default:
      return notData(code);
    }
  }

  bool quoted(std::optional<std::string_view> raw) {
    if (!raw)
      return false;
    if (raw->size() < 2 || (raw->front() != '\'' && raw->front() != '"') || raw->front() != raw->back())
      return wrong("a text is not in quotes");
    return push(m_values.text(PickleValues::Kind::EscapedText, raw->substr(1, raw->size() - 2)));
  }

  bool notData(char code) {
    for (const Refused& refused : kRefused)
      if (refused.code == code)
        return wrong("it holds more than plain data: " + std::string(refused.name) + whatItNames(code) +
                     ", which a reader of data must not follow");
    return wrong("it is not a pickle: no opcode is " + inQuotes(std::string_view(&code, 1)));
  }
  // The class that a GLOBAL or STACK_GLOBAL names.
  std::string whatItNames(char code) {
    std::string name;
    if (code == 'c' || code == 'i') {
      const auto module = line();
      const auto member = module ? line() : std::nullopt;
      if (member)
        name = std::string(*module) + "." + std::string(*member);
    } else if (code == '\x93' && m_stack.size() >= 2) {
      name = std::string(m_values.rawText(m_stack[m_stack.size() - 2])) + "." +
             std::string(m_values.rawText(m_stack.back()));
    }
    return name.empty() ? std::string() : " of " + inQuotes(name);
  }

  // Every container that is still open takes what was complete for it.
  std::optional<Index> cutOff() {
    m_cutOff = true;
    m_opcode = m_bytes.size();
    while (!m_marks.empty()) {
      const std::size_t from = m_marks.back();
      m_marks.pop_back();
      if (from == 0 || from <= base()) {
        // Protocol 0 gathers at the end: what stands above the mark is a list, unless it is all that there is.
        if (from < m_stack.size() && !gather(PickleValues::Kind::List, from))
          return std::nullopt;
        continue;
      }
      const PickleValues::Kind kind = m_values.kind(m_stack[from - 1]);
      if (kind == PickleValues::Kind::Dict && (m_stack.size() - from) % 2 != 0)
        m_stack.pop_back();
      if (kind == PickleValues::Kind::List || kind == PickleValues::Kind::Dict) {
        if (!fill(m_stack[from - 1], from))
          return std::nullopt;
      } else if (from < m_stack.size() && !gather(PickleValues::Kind::List, from)) {
        return std::nullopt;
      }
    }
    // Single appends leave the container at the bottom and what was being made above it.
    while (m_stack.size() > 1) {
      const Index last = m_stack.back();
      m_stack.pop_back();
      if (m_values.kind(m_stack.back()) == PickleValues::Kind::List)
        m_values.add(m_stack.back(), last);
    }
    if (m_stack.empty())
      return refuse("it is cut off before its first value");
    return m_stack.front();
  }

  std::string_view m_bytes;
  PickleValues m_values;
  std::size_t m_at = 0;
  std::size_t m_opcode = 0;
  std::vector<Index> m_stack;
  std::vector<std::size_t> m_marks; // sizes of the stack
  std::unordered_map<std::uint64_t, Index> m_memo;
  bool m_short = false;
  bool m_cutOff = false;
  std::string m_what;
};

tl::unexpected<Error> refuseAt(const std::string& fileName, std::size_t at, const std::string& what) {
  Problem problem;
  problem.file = fileName;
  problem.what = "this pickle cannot be read, at byte " + std::to_string(at) + ": " + what;
  problem.expectation = "a pickle of lists, dicts, text and numbers; or the same as JSON: json.dump(stats, file)";
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

} // namespace

Result<PickleText> pickleToJson(std::string_view bytes, const std::string& fileName) {
  PickleMachine machine(bytes);
  const auto top = machine.run();
  if (!top)
    return refuseAt(fileName, machine.at(), machine.what());
  PickleText out;
  const std::size_t most = 64 * bytes.size() + (std::size_t{1} << 16);
  if (std::string why; !machine.values().writeJson(*top, most, out.json, why))
    return refuseAt(fileName, machine.at(), why);
  if (machine.wasCutOff())
    out.broken = "the pickle is cut off after " + std::to_string(bytes.size()) + " bytes";
  return out;
}

bool looksLikePickle(std::string_view head) {
  if (head.size() < 2)
    return false;
  if (head[0] == '\x80')
    return head[1] >= 2 && head[1] <= 5;
  // Protocols 0 and 1 begin with their value: a list or a dict.
  return head.starts_with("(lp") || head.starts_with("(dp") || head.starts_with("]q") || head.starts_with("}q");
}

} // namespace coldframe
