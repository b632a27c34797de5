-- french.lua — nombres et espaces à la française.

local french = {}

local NBSP, NARROW, MINUS = '\u{A0}', '\u{202F}', '\u{2212}'
local SUPERSCRIPT = {
  ['-'] = '⁻', ['0'] = '⁰', ['1'] = '¹', ['2'] = '²', ['3'] = '³',
  ['4'] = '⁴', ['5'] = '⁵', ['6'] = '⁶', ['7'] = '⁷', ['8'] = '⁸', ['9'] = '⁹',
}

-- --- Nombres ---------------------------------------------------------------

-- « -1234.5e-06 » → signe, partie entière, décimales, exposant.
local function parts(text)
  local sign, whole, fraction, exponent =
    text:match('^([-+]?)(%d+)%.?(%d*)e?([-+]?%d*)$')
  if not whole then
    return nil
  end
  if not text:match('[1-9]') then
    sign = sign == '-' and '' or sign
  end
  return {
    sign = sign, whole = whole, fraction = fraction,
    exponent = exponent ~= '' and tonumber(exponent) or nil,
  }
end

-- Chiffres groupés par trois à partir de la droite.
local function grouped(digits, separator)
  if #digits < 4 then
    return digits
  end
  local head = #digits % 3
  local groups = head > 0 and { digits:sub(1, head) } or {}
  for i = head + 1, #digits, 3 do
    groups[#groups + 1] = digits:sub(i, i + 2)
  end
  return table.concat(groups, separator)
end

local function is_whole(number)
  return number == math.floor(number) and math.abs(number) < 2 ^ 53
end

local function default_spec(number)
  return is_whole(number) and 'd' or '.4g'
end

local CONVERSIONS = {
  d = function(number)
    if is_whole(number) then
      return { string.format('%d', math.floor(number)) }
    end
    return nil, 'n’est pas entière'
  end,
  ['%'] = function(number, flags)
    return { string.format('%' .. flags .. 'f', 100 * number), percent = true }
  end,
}
for _, letter in ipairs { 'f', 'e', 'g' } do
  CONVERSIONS[letter] = function(number, flags)
    return { string.format('%' .. flags .. letter, number) }
  end
end

-- La valeur `value`, une chaîne, mise en forme selon `spec` (« .2f », « .1% »,
-- « .3g », « .1e », « d », « s » ou nil). Rend une table de morceaux, ou nil et
-- la raison.
function french.number(value, spec)
  local number = tonumber(value)
  if value:match('^[-+]?inf') or value:match('^[-+]?nan') then
    return nil, 'est ' .. value
  end
  if spec == 's' or (not number and not spec) then
    return { text = value }
  end
  if not number then
    return nil, 'n’est pas un nombre : « ' .. value .. ' »'
  end
  local flags, letter = (spec or default_spec(number)):match(
    '^(%+?%.?%d*)([dfeg%%])$')
  if not letter then
    return nil, 'ne peut pas s’écrire au format « ' .. spec .. ' »'
  end
  local printed, reason = CONVERSIONS[letter](number, flags)
  if not printed then
    return nil, reason
  end
  local result = parts(printed[1])
  result.percent = printed.percent
  return result
end

-- Assemble les morceaux avec les signes d'un format donné.
local function assemble(n, signs)
  local text = grouped(n.whole, signs.group)
  if n.fraction ~= '' then
    text = text .. signs.comma .. n.fraction
  end
  if n.exponent then
    text = text == '1' and signs.ten(n.exponent)
      or text .. signs.times .. signs.ten(n.exponent)
  end
  local sign = n.sign == '-' and signs.minus or n.sign
  return sign .. text .. (n.percent and signs.percent or '')
end

local PLAIN = {
  group = NARROW, comma = ',', minus = MINUS, percent = NBSP .. '%',
  times = NBSP .. '×' .. NBSP,
  ten = function(exponent)
    return '10' .. tostring(exponent):gsub('.', SUPERSCRIPT)
  end,
}

local TEX = {
  group = '\\,', comma = '{,}', minus = '-', percent = '\\,\\%',
  times = '\\times ',
  ten = function(exponent)
    return '10^{' .. exponent .. '}'
  end,
}

-- En texte nu : « −1,5 × 10⁻⁶ ».
function french.plain(n)
  return n.text or assemble(n, PLAIN)
end

-- Dans une formule : « -1{,}5\times 10^{-6} ».
function french.tex(n)
  return n.text and '\\text{' .. n.text .. '}' or assemble(n, TEX)
end

-- En éléments pandoc, l'exposant en exposant.
function french.inlines(n)
  local text = french.plain(n)
  if not n.exponent then
    return { pandoc.Str(text) }
  end
  local exponent = tostring(n.exponent):gsub('-', MINUS)
  local base = text:match('^(.*10)')
  return { pandoc.Str(base), pandoc.Superscript { pandoc.Str(exponent) } }
end

-- Les nombres à point décimal d'une phrase venue du C : « 1.5e-06 ».
function french.sentence(text)
  return (text:gsub('%f[%w.-]%-?%d+%.?%d*[eE]?[-+]?%d*%f[^%w.+-]',
    function(token)
      local plain = tonumber(token) and parts(token:lower())
      return plain and french.plain(plain) or token
    end))
end

-- --- Espaces ---------------------------------------------------------------

local BEFORE = {
  [':'] = NBSP, [';'] = NARROW, ['!'] = NARROW, ['?'] = NARROW,
  ['»'] = NARROW, ['%'] = NBSP,
}

local function is_space(element)
  return element and (element.t == 'Space' or element.t == 'SoftBreak')
end

local function first_character(text)
  return text:match('^[%z\1-\127\194-\244][\128-\191]*')
end

-- L'espace insécable qui sépare deux éléments, ou nil s'il reste sécable.
local function binding(previous, following)
  if following and following.t == 'Str' then
    local bound = BEFORE[first_character(following.text)]
    if bound then
      return bound
    end
  end
  if previous and previous.t == 'Str' then
    if previous.text:match('«$') then
      return NARROW
    end
    if previous.text:match('^%(?%d+$') and following
      and following.t == 'Str' and following.text:match('^%d%d%d%f[%D]') then
      return NARROW
    end
  end
end

-- Remplace dans une liste les espaces qui ne doivent pas se couper.
function french.spacing(inlines)
  local result = pandoc.List {}
  for i, element in ipairs(inlines) do
    local bound = is_space(element)
      and binding(result[#result], inlines[i + 1])
    result:insert(bound and pandoc.Str(bound) or element)
  end
  return result
end

return french
