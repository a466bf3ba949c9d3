#include "ui/document/edit_command.h"

#include <QObject>

namespace coldframe::ui {

namespace {

std::string parentOf(const std::string& pointer) {
  return pointer.substr(0, pointer.rfind('/'));
}

bool sameShape(const JsonNode& a, const JsonNode& b) {
  if (a.kind() != b.kind() || a.size() != b.size() || a.size() == 0)
    return false;
  if (a.isObject())
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a.keyAt(i) != b.keyAt(i))
        return false;
  return a.isObject() || a.isArray();
}

} // namespace

std::optional<JsonChange> changeBetween(const JsonNode& before, const JsonNode& after) {
  const JsonNode* a = &before;
  const JsonNode* b = &after;
  std::string pointer;
  if (a->sameValue(*b) && writeJson(*a, true) == writeJson(*b, true))
    return std::nullopt;
  // Down the one child that differs, as long as there is just one.
  while (sameShape(*a, *b)) {
    std::size_t differing = 0;
    std::size_t which = 0;
    for (std::size_t i = 0; i < a->size(); ++i)
      if (writeJson(a->at(i), true) != writeJson(b->at(i), true)) {
        ++differing;
        which = i;
      }
    if (differing != 1)
      break;
    pointer += '/' + (a->isObject() ? escapePointerSegment(a->keyAt(which)) : std::to_string(which));
    a = &a->at(which);
    b = &b->at(which);
  }
  return JsonChange{pointer, *a, *b};
}

std::optional<JsonChange> changeTo(const JsonNode& root, const std::string& pointer, JsonNode value) {
  if (const JsonNode* present = findByPointer(root, pointer)) {
    if (present->kind() == value.kind() && present->sameValue(value))
      return std::nullopt;
    return JsonChange{pointer, *present, std::move(value)};
  }
  const std::string above = parentOf(pointer);
  if (const JsonNode* parent = findByPointer(root, above); parent != nullptr && parent->isObject())
    return JsonChange{pointer, std::nullopt, std::move(value)};
  JsonNode changed = root;
  std::string why;
  if (!setByPointer(changed, pointer, std::move(value), why))
    return std::nullopt;
  return changeBetween(root, changed);
}

std::optional<JsonChange> changeWithout(const JsonNode& root, const std::string& pointer) {
  const std::string above = parentOf(pointer);
  const JsonNode* parent = findByPointer(root, above);
  const JsonNode* gone = findByPointer(root, pointer);
  if (parent == nullptr || gone == nullptr || pointer.empty())
    return std::nullopt;
  JsonNode rest = parent->isObject() ? JsonNode::object() : JsonNode::array();
  for (std::size_t i = 0; i < parent->size(); ++i) {
    if (&parent->at(i) == gone)
      continue;
    if (parent->isObject())
      rest.add(parent->keyAt(i), parent->at(i));
    else
      rest.append(parent->at(i));
  }
  rest.copyOrigin(*parent);
  return JsonChange{above, *parent, std::move(rest)};
}

EditCommand::EditCommand(JsonChange change, const QString& field, int session, Apply apply)
    : QUndoCommand(QObject::tr("change of %1").arg(field)), m_change(std::move(change)), m_field(field),
      m_session(session), m_apply(std::move(apply)) {}

void EditCommand::undo() {
  m_apply(m_change.pointer, m_change.before);
}

void EditCommand::redo() {
  m_apply(m_change.pointer, m_change.after);
}

bool EditCommand::mergeWith(const QUndoCommand* other) {
  const auto* next = dynamic_cast<const EditCommand*>(other);
  if (next == nullptr || m_session == 0 || next->m_field != m_field || next->m_session != m_session ||
      next->m_change.pointer != m_change.pointer)
    return false;
  m_change.after = next->m_change.after;
  // Typed away and back again: nothing is left to undo.
  setObsolete(m_change.before && m_change.before->sameValue(m_change.after));
  return true;
}

} // namespace coldframe::ui
