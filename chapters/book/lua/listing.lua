-- listing.lua — les extraits de C : les trouver, les découper en jetons.

local files = require 'files'

local listing = {}

listing.columns = 78

-- --- Extraction ------------------------------------------------------------

local function marker(line)
  return line:match('^%s*/%* %[(/?[%w_-]+)%] %*/%s*$')
end

-- Les lignes d'une région, { number, text }, sans les marques des autres.
local function region_lines(lines, region)
  local inside, found = false, nil
  for number, text in ipairs(lines) do
    local mark = marker(text)
    if mark == region then
      inside, found = true, found or {}
    elseif mark == '/' .. region then
      inside = false
    elseif inside and not mark then
      found[#found + 1] = { number = number, text = text }
    end
  end
  return found, inside
end

local function indentation(lines)
  local least
  for _, line in ipairs(lines) do
    local blanks, rest = line.text:match('^( *)(.*)$')
    if rest ~= '' and (not least or #blanks < least) then
      least = #blanks
    end
  end
  return least or 0
end

local function trim(lines)
  while lines[1] and lines[1].text:match('^%s*$') do
    table.remove(lines, 1)
  end
  while #lines > 0 and lines[#lines].text:match('^%s*$') do
    table.remove(lines)
  end
  local indent = indentation(lines)
  for _, line in ipairs(lines) do
    line.text = line.text:sub(indent + 1)
  end
  return lines
end

-- Les lignes de `region` dans `source`, ou nil et la raison.
function listing.extract(source, region)
  local lines = files.lines(source)
  if not lines then
    return nil, string.format('source introuvable : %s', source)
  end
  local found, open = region_lines(lines, region)
  if not found then
    return nil, string.format('région inconnue : « %s » dans %s', region,
      source)
  end
  if open then
    return nil, string.format('région « %s » sans fin dans %s : il manque '
      .. '/* [/%s] */', region, source, region)
  end
  if #trim(found) == 0 then
    return nil, string.format('région « %s » vide dans %s', region, source)
  end
  return found
end

-- Nombre de colonnes : les accents combinants n'en prennent pas.
function listing.width(text)
  local width = 0
  for _, code in utf8.codes(text) do
    if code < 0x300 or code > 0x36F then
      width = width + 1
    end
  end
  return width
end

-- --- Jetons ----------------------------------------------------------------

local function set(words)
  local result = {}
  for word in words:gmatch('%S+') do
    result[word] = true
  end
  return result
end

local KEYWORDS = set [[
  break case const continue default do else enum extern for goto if inline
  restrict return sizeof static struct switch typedef union while ]]
local TYPES = set [[
  bool char double float int long short signed size_t unsigned void FILE
  uint8_t uint32_t uint64_t int64_t va_list complex ]]

local function word_class(word, rest)
  if KEYWORDS[word] then
    return 'keyword'
  elseif TYPES[word] or word:match('^%u%l[%w]*$') then
    return 'type'
  elseif rest:match('^%s*%(') then
    return 'function'
  end
  return 'plain'
end

-- Les motifs du C, essayés dans cet ordre ; un commentaire /* peut ne pas
-- finir sur la ligne.
local PATTERNS = {
  { '^//.*', 'comment' },
  { '^/%*.-%*/', 'comment' },
  { '^/%*.*', 'comment', open = true },
  { '^"[^"\\]*"', 'string' },
  { '^"[^"\\]*\\.[^"]*"', 'string' },
  { "^'\\?.'", 'string' },
  { '^#%s*%a+', 'keyword' },
  { '^%d[%w.]*', 'numeral' },
  { '^[%a_][%w_]*', 'word' },
  { '^%s+', 'plain' },
  { '^.[\128-\191]*', 'plain' },
}

local function next_token(text)
  for _, pattern in ipairs(PATTERNS) do
    local token = text:match(pattern[1])
    if token then
      local class = pattern[2]
      if class == 'word' then
        class = word_class(token, text:sub(#token + 1))
      end
      return token, class, pattern.open
    end
  end
end

-- Les jetons { class, text } d'une ligne ; `comment` dit si elle commence dans
-- un commentaire ; rend aussi ce qu'il en est à la fin.
local function tokens_of(text, comment)
  local tokens = {}
  if comment then
    local closed = text:match('^.-%*/')
    tokens[1] = { class = 'comment', text = closed or text }
    comment, text = not closed, text:sub(#tokens[1].text + 1)
  end
  while text ~= '' do
    local token, class, open = next_token(text)
    tokens[#tokens + 1] = { class = class, text = token }
    comment, text = open or false, text:sub(#token + 1)
  end
  return tokens, comment
end

-- Ajoute à chaque ligne ses jetons ; hors du C, un seul par ligne.
function listing.tokenize(lines, language)
  local comment = false
  for _, line in ipairs(lines) do
    if language == 'c' then
      line.tokens, comment = tokens_of(line.text, comment)
    else
      line.tokens = { { class = 'plain', text = line.text } }
    end
  end
  return lines
end

return listing
