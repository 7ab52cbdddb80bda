<?php
/* Plugin Name: What the owner chose, where WordPress has no setting for it. */
$paper_variant = get_option('paper_variant') ?: [];
if (!($paper_variant['sitemaps'] ?? true)) {
    add_filter('wp_sitemaps_enabled', '__return_false');
}
if (!($paper_variant['texturize'] ?? true)) {
    add_filter('run_wptexturize', '__return_false');
}
if ($paper_variant['seo'] ?? false) {
    require __DIR__ . '/seo/seo.php';
}
/* The stock and starter themes' labels in Arabic: translators' packages that Debian does not carry. */
const PAPER_LABELS = [
    'Published %s' => 'نُشرت في %s',
    'By %s' => 'بواسطة %s',
    'Categorized as %s' => 'مصنف كـ %s',
    'Tagged %s' => 'موسوم كـ %s',
    'Continue reading' => 'تابع القراءة',
    'Continue reading %s' => 'متابعة قراءة %s',
    'Next post' => 'المقالة التالية',
    'Previous post' => 'المقالة السابقة',
    'Older posts' => 'مقالات أقدم',
    'Newer posts' => 'مقالات أحدث',
    'Older <span class="nav-short">posts</span>' => 'مقالات <span class="nav-short">أقدم</span>',
    'Newer <span class="nav-short">posts</span>' => 'مقالات <span class="nav-short">أحدث</span>',
    'Skip to content' => 'التجاوز إلى المحتوى',
    'Menu' => 'القائمة',
    'Primary menu' => 'القائمة الأساسية',
    'Proudly powered by %s.' => 'يعمل على %s بكل فخر.',
    'Proudly powered by %s' => 'يعمل على %s بكل فخر',
    'Posted on %s' => 'نشر في %s',
    'by %s' => 'بواسطة %s',
    'Posted in %1$s' => 'مصنف تحت %1$s',
    'Posted in %s' => 'مصنف تحت %s',
    'Tagged %1$s' => 'وسوم %1$s',
    'Leave a Comment<span class="screen-reader-text"> on %s</span>' =>
        'اترك تعليقاً<span class="screen-reader-text"> على %s</span>',
    'Leave a comment' => 'اترك تعليقاً',
    'View all of %s\'s posts.' => 'عرض كل مقالات %s.',
    'Read More...' => 'اقرأ المزيد...',
    'Posts' => 'المقالات',
    'by' => 'بواسطة',
    'in' => 'في',
    'Posted' => 'نشرت في',
    'Tags:' => 'الوسوم:',
    'Post navigation' => 'تصفّح المقالات',
    'Enter' => 'إدخال',
    'This content is password protected. To view it please enter your password below:' =>
        'هذا المحتوى محمي بكلمة مرور. لعرضه، يرجى إدخال كلمة المرور أدناه:',
];
if (get_option('WPLANG') === 'ar') {
    $paper_translate = fn($said, $text) => $said === $text ? PAPER_LABELS[$text] ?? $said : $said;
    add_filter('gettext', $paper_translate, 10, 2);
    add_filter('gettext_with_context', $paper_translate, 10, 2);
}
