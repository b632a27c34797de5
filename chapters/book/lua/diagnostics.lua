-- diagnostics.lua — toutes les fautes d'une page, à la façon de gcc.
--
-- pandoc ne donne pas de numéro de ligne : on cherche dans la source le texte
-- fautif, et sa k-ième faute à sa k-ième apparition.

local Diagnostics = {}
Diagnostics.__index = Diagnostics

function Diagnostics.new(path, lines)
  return setmetatable({
    path = path, lines = lines, list = {}, last = {}, errors = 0,
  }, Diagnostics)
end

-- Une étiquette à cette place de la ligne ne doit pas être le début d'une
-- plus longue.
local function whole(line, first, last)
  if not line:match('^[@#]', first) then
    return true
  end
  local before, after = line:sub(first - 1, first - 1), line:sub(last + 1)
  return not (before:match('%w') or after:match('^[%w_]')
    or after:match('^[-.:]%w'))
end

local function contains(line, token)
  local start = 1
  while true do
    local first, last = line:find(token, start, true)
    if not first then
      return false
    end
    if whole(line, first, last) then
      return true
    end
    start = first + 1
  end
end

-- La première ligne, à partir de `from`, qui contient `token` ; ou nil.
function Diagnostics:find(token, from)
  for i = from or 1, #self.lines do
    if contains(self.lines[i], token) then
      return i
    end
  end
end

function Diagnostics:locate(token)
  if not token then
    return 1
  end
  local last = self.last[token]
  local line = self:find(token, last and last + 1) or last or 1
  self.last[token] = line
  return line
end

local function add(self, kind, token, format, ...)
  self.list[#self.list + 1] = {
    line = type(token) == 'number' and token or self:locate(token),
    order = #self.list,
    text = kind .. ' : ' .. string.format(format, ...),
  }
end

-- token : le texte à chercher dans la source, un numéro de ligne, ou nil.
function Diagnostics:error(token, format, ...)
  self.errors = self.errors + 1
  add(self, 'erreur', token, format, ...)
end

function Diagnostics:warning(token, format, ...)
  add(self, 'attention', token, format, ...)
end

-- Écrit tout, dans l'ordre des lignes ; sort avec 1 s'il y a une erreur.
function Diagnostics:finish()
  table.sort(self.list, function(a, b)
    return a.line < b.line or (a.line == b.line and a.order < b.order)
  end)
  for _, item in ipairs(self.list) do
    io.stderr:write(string.format('%s:%d: %s\n', self.path, item.line,
      item.text))
  end
  self.list = {}
  if self.errors > 0 then
    os.exit(1)
  end
end

return Diagnostics
